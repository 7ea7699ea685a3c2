using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// Talks to one API server. Reads throw a <see cref="KubernetesException"/>; writes answer a <see cref="WriteResult{T}"/> and throw
/// only when they are cancelled. Safe to use from many threads.
/// </summary>
public sealed partial class KubernetesClient : IDisposable
{
    private readonly ApiTransport transport;
    private readonly WriteSender writes;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly KubernetesClientOptions options;

    public KubernetesClient(ClusterEndpoint endpoint, TimeProvider time, ILogger logger, KubernetesClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        Endpoint = endpoint;
        this.time = time;
        this.logger = logger;
        this.options = options ?? KubernetesClientOptions.Default;
        transport = new ApiTransport(endpoint, time, this.options);
        writes = new WriteSender(transport, time, this.options);
    }

    public ClusterEndpoint Endpoint { get; }

    /// <summary>The requests sent so far, by verb and answer.</summary>
    public IReadOnlyList<RequestCount> Requests => transport.Counts;

    public Task<T> GetAsync<T>(ResourceKind<T> kind, NamespacedName name, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        return ReadAsync(
            kind.ObjectPath(name),
            kind.IsMetadataOnly ? AnswerForm.Metadata : AnswerForm.Whole,
            async (stream, token) => await JsonSerializer.DeserializeAsync(stream, kind.Item, token) ?? throw new JsonException("null"),
            cancellationToken);
    }

    /// <summary>
    /// All objects of one snapshot, read in pages. When the snapshot expires between two pages everything is read anew, up to three
    /// times.
    /// </summary>
    /// <param name="namespaceName">Null for all namespaces.</param>
    /// <exception cref="ResourceExpiredException">No snapshot lived long enough to be read.</exception>
    public Task<ResourceList<T>> ListAsync<T>(ResourceKind<T> kind, string? namespaceName, CancellationToken cancellationToken)
        where T : class, IKubernetesObject =>
        ListAsync(kind, namespaceName, null, cancellationToken);

    /// <param name="bytesRead">Called with the number of bytes of each read.</param>
    /// <inheritdoc cref="ListAsync{T}(ResourceKind{T}, string?, CancellationToken)"/>
    internal async Task<ResourceList<T>> ListAsync<T>(ResourceKind<T> kind, string? namespaceName, Action<int>? bytesRead, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ListOneSnapshotAsync(kind, namespaceName, bytesRead, cancellationToken);
            }
            catch (ResourceExpiredException fault) when (attempt < 3)
            {
                logger.LogInformation(fault, "Listing {Resource} anew: the snapshot expired between two pages", kind.Plural);
            }
        }
    }

    /// <summary>
    /// The events of a kind until the server ends the stream (cleanly: the enumeration ends). Objects of another kind are logged
    /// and skipped. There is no limit on how long it may stay quiet; only the response's headers must come before the time that the
    /// server was asked to end the stream at, counted from the sending.
    /// </summary>
    /// <exception cref="ResourceExpiredException">The resourceVersion is too old (or of the future): list anew.</exception>
    /// <exception cref="KubernetesApiException">The server refused, or sent an ERROR event.</exception>
    /// <exception cref="KubernetesUnreachableException">The connection failed or was cut.</exception>
    /// <exception cref="KubernetesProtocolException">The stream holds what the watch protocol does not know.</exception>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceKind<T> kind,
        string? namespaceName,
        WatchOptions watch,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(watch);
        var limit = TimeSpan.FromSeconds(watch.TimeoutSeconds) + options.WatchSlack;
        using var deadline = new Deadline(limit, time, cancellationToken);
        using var response = await transport.SendAsync(HttpMethod.Get, ApiPaths.Watch(kind, namespaceName, watch), null, deadline, kind.IsMetadataOnly ? AnswerForm.Metadata : AnswerForm.Whole);
        await transport.EnsureSuccessAsync(response, deadline);
        deadline.Lift();
        watch.Opened?.Invoke();

        await using var stream = Metered(await response.Content.ReadAsStreamAsync(cancellationToken), watch.BytesRead);
        var events = new WatchStream<T>(kind, stream, logger);
        while (await NextAsync(events, deadline) is { } next)
        {
            yield return next;
        }
    }

    public void Dispose() => transport.Dispose();

    private async Task<ResourceList<T>> ListOneSnapshotAsync<T>(ResourceKind<T> kind, string? namespaceName, Action<int>? bytesRead, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        var page = await ReadPageAsync(kind, namespaceName, null, bytesRead, cancellationToken);
        if (string.IsNullOrEmpty(page.Metadata?.Continue))
        {
            return page;
        }

        var (version, items) = (page.Metadata.ResourceVersion ?? "", new List<T>(page.Items ?? []));
        while (!string.IsNullOrEmpty(page.Metadata?.Continue))
        {
            page = await ReadPageAsync(kind, namespaceName, page.Metadata?.Continue, bytesRead, cancellationToken);
            if (!string.Equals(page.Metadata?.ResourceVersion, version, StringComparison.Ordinal))
            {
                var status = new Status { Code = 410, Reason = "Expired", Message = $"the pages of {kind.Plural} are of different snapshots" };
                throw KubernetesApiException.From(410, status, null);
            }

            items.AddRange(page.Items ?? []);
        }

        return new ResourceList<T> { Metadata = new ListMeta { ResourceVersion = version }, Items = items.ToValueList() };
    }

    private Task<ResourceList<T>> ReadPageAsync<T>(ResourceKind<T> kind, string? namespaceName, string? next, Action<int>? bytesRead, CancellationToken cancellationToken)
        where T : class, IKubernetesObject =>
        ReadAsync(
            ApiPaths.List(kind, namespaceName, options.PageSize, next),
            kind.IsMetadataOnly ? AnswerForm.MetadataList : AnswerForm.Whole,
            (stream, token) => new ListReader<T>(kind).ReadAsync(Metered(stream, bytesRead), token),
            cancellationToken);

    /// <summary>A GET whose connection was cut is sent once more, at once; whoever calls has a back-off of its own for the rest.</summary>
    private async Task<TBody> ReadAsync<TBody>(string path, AnswerForm form, Func<Stream, CancellationToken, Task<TBody>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadOnceAsync(path, form, read, cancellationToken);
        }
        catch (KubernetesUnreachableException fault) when (fault.MayHaveArrived && fault.InnerException is HttpRequestException or IOException)
        {
            logger.LogInformation(fault, "Reading {Path} once more", path);
            return await ReadOnceAsync(path, form, read, cancellationToken);
        }
    }

    private async Task<TBody> ReadOnceAsync<TBody>(string path, AnswerForm form, Func<Stream, CancellationToken, Task<TBody>> read, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options.RequestTimeout, time, cancellationToken);
        using var response = await transport.SendAsync(HttpMethod.Get, path, null, deadline, form);
        await transport.EnsureSuccessAsync(response, deadline);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            return await read(stream, deadline.Token);
        }
        catch (JsonException fault)
        {
            throw new KubernetesProtocolException($"{Endpoint.Server}: the answer to {path} is not what the API promises: {fault.Message}", fault);
        }
        catch (Exception fault) when (transport.Translate(fault, deadline) is not null)
        {
            throw transport.Translate(fault, deadline)!;
        }
    }

    private static Stream Metered(Stream body, Action<int>? bytesRead) => bytesRead is null ? body : new MeteredStream(body, bytesRead);

    private async Task<WatchEvent<T>?> NextAsync<T>(WatchStream<T> events, Deadline deadline)
        where T : class, IKubernetesObject
    {
        try
        {
            return await events.ReadAsync(deadline.Token);
        }
        catch (Exception fault) when (transport.Translate(fault, deadline) is not null)
        {
            throw transport.Translate(fault, deadline)!;
        }
    }
}
