using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// Sends requests to one API server: credentials, the second try after a 401, and the server's refusals and the network's faults
/// as the exceptions of this namespace.
/// </summary>
internal sealed class ApiTransport : IDisposable
{
    private const int MaximumErrorBytes = 256 * 1024;

    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(10);

    private const string AcceptJson = "application/json";

    // never with plain JSON as a second choice: a server that does not know the form would send everything
    private const string AcceptMetadata = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    private const string AcceptMetadataList = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    private static readonly ProductInfoHeaderValue UserAgent =
        new("stateful-dashboard", typeof(ApiTransport).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly ClusterEndpoint endpoint;
    private readonly TimeProvider time;
    private readonly ServerCertificateCheck check;
    private readonly ConnectionPool connections;
    private readonly string root;

    public ApiTransport(ClusterEndpoint endpoint, TimeProvider time, KubernetesClientOptions options)
    {
        this.endpoint = endpoint;
        this.time = time;
        check = new ServerCertificateCheck(endpoint);
        connections = new ConnectionPool(endpoint, options, check);
        root = endpoint.Server.AbsoluteUri.TrimEnd('/');
    }

    public IReadOnlyList<RequestCount> Counts => connections.Counts;

    public void Dispose() => connections.Dispose();

    /// <summary>An answer of any status, as soon as its headers are there. The limit runs from the sending.</summary>
    /// <exception cref="KubernetesUnreachableException">No answer came.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, (byte[] Body, string MediaType)? content, Deadline deadline, AnswerForm form = AnswerForm.Whole)
    {
        try
        {
            var response = await SendOnceAsync(method, path, content, form, deadline.Token);
            if (response.StatusCode != HttpStatusCode.Unauthorized || endpoint.ForgetToken is not { } forget)
            {
                return response;
            }

            response.Dispose();
            forget();
            return await SendOnceAsync(method, path, content, form, deadline.Token);
        }
        catch (Exception fault) when (Translate(fault, deadline) is not null)
        {
            throw Translate(fault, deadline)!;
        }
    }

    /// <exception cref="KubernetesApiException">The answer is no success.</exception>
    public async Task EnsureSuccessAsync(HttpResponseMessage response, Deadline deadline)
    {
        if (!response.IsSuccessStatusCode)
        {
            var status = await ReadStatusAsync(response, deadline);
            throw KubernetesApiException.From((int)response.StatusCode, status, RetryAfter(response));
        }
    }

    /// <summary>The Status in an answer that is no success, or one made of its HTTP status.</summary>
    public async Task<Status> ReadStatusAsync(HttpResponseMessage response, Deadline deadline)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            var buffer = new byte[MaximumErrorBytes];
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, deadline.Token);
            var status = StatusReader.Read(buffer.AsSpan(0, length));
            if (status is { Code: not 0 })
            {
                return status;
            }
        }
        catch (JsonException)
        {
            // a proxy's page: the HTTP status says what is known
        }
        catch (Exception fault) when (Translate(fault, deadline) is not null)
        {
            throw Translate(fault, deadline)!;
        }

        var code = (int)response.StatusCode;
        var reason = code == 401 ? "Unauthorized" : response.ReasonPhrase ?? "";
        return new Status { Code = code, Reason = reason, Message = $"the server answered {code} {reason}".TrimEnd() };
    }

    /// <summary>In seconds or as a date; never negative, and never longer than ten minutes, whatever a server or its clock says.</summary>
    public TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestRetryAfter ? LongestRetryAfter : wait;
    }

    /// <summary>Null for what is not the transport's: a cancelled caller, a fault of the program.</summary>
    public KubernetesUnreachableException? Translate(Exception fault, Deadline deadline)
    {
        if (deadline.IsCancelledByCaller)
        {
            return null;
        }

        if (deadline.HasPassed)
        {
            return TransportFault.TimedOut(endpoint.Server, deadline.Limit, fault);
        }

        return fault is OperationCanceledException
            ? TransportFault.ConnectTimedOut(endpoint.Server, fault)
            : TransportFault.From(fault, endpoint.Server, check);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method,
        string path,
        (byte[] Body, string MediaType)? content,
        AnswerForm form,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, root + path)
        {
            Version = endpoint.Server.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.TryAddWithoutValidation("Accept", form switch { AnswerForm.Metadata => AcceptMetadata, AnswerForm.MetadataList => AcceptMetadataList, _ => AcceptJson });
        request.Headers.UserAgent.Add(UserAgent);
        if (endpoint.Token is { } source && await source(cancellationToken) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        else if (endpoint.Basic is { } basic)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic.Parameter);
        }

        foreach (var (name, value) in endpoint.Impersonation?.Headers() ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (endpoint is { Proxy: not null, TlsServerName: { } asked })
        {
            request.Headers.Host = asked; // behind a proxy the handler makes the TLS connection, and takes the name from here
        }

        if (content is var (body, mediaType))
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        }

        var http = await connections.GetAsync(cancellationToken);
        return await http.SendAsync(request, cancellationToken);
    }
}
