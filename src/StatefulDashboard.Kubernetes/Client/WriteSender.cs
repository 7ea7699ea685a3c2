using System.Text.Json;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Sends writes, each once, and makes a value of whatever comes back.</summary>
internal sealed class WriteSender(ApiTransport transport, TimeProvider time, KubernetesClientOptions options)
{
    public delegate T? Reader<T>(ReadOnlySpan<byte> body);

    public async Task<WriteResult<T>> SendAsync<T>(WriteRequest request, Reader<T> read, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new Deadline(options.RequestTimeout, time, cancellationToken);
        try
        {
            using var response = await transport.SendAsync(request.Method, request.Path, (request.Body, request.MediaType), deadline);
            var result = response.IsSuccessStatusCode
                ? await AppliedAsync(request, response, read, deadline)
                : await RefusedAsync<T>(request, response, deadline);
            return result with { Warnings = WarningHeader.Read(response.Headers) };
        }
        catch (KubernetesUnreachableException fault)
        {
            return Lost<T>(request, fault.Message, fault.MayHaveArrived);
        }
    }

    private async Task<WriteResult<T>> AppliedAsync<T>(WriteRequest request, HttpResponseMessage response, Reader<T> read, Deadline deadline)
        where T : class
    {
        try
        {
            var body = await response.Content.ReadAsByteArrayAsync(deadline.Token);
            return read(body) is { } applied ? new WriteResult<T>.Applied(applied) : Lost<T>(request, "the server's answer is empty");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return Lost<T>(request, "the server's answer cannot be read: " + fault.Message);
        }
        catch (Exception fault) when (transport.Translate(fault, deadline) is { } translated)
        {
            return Lost<T>(request, translated.Message);
        }
    }

    private async Task<WriteResult<T>> RefusedAsync<T>(WriteRequest request, HttpResponseMessage response, Deadline deadline)
    {
        var code = (int)response.StatusCode;
        var status = await transport.ReadStatusAsync(response, deadline);
        return Refusal.From<T>(request, code, status, transport.RetryAfter(response))

            // a gateway, or the server itself, that gave up: nobody knows how far the write had come
            ?? Lost<T>(request, $"{status.Message} (HTTP {code})");
    }

    /// <summary>A dry run keeps nothing, so nothing can have happened.</summary>
    private static WriteResult<T>.Failed Lost<T>(WriteRequest request, string message, bool mayHaveArrived = true) =>
        new(message, MayHaveHappened: mayHaveArrived && !request.DryRun);
}
