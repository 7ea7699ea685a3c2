using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Sends writes, each once, and makes a value of whatever comes back.</summary>
internal sealed class WriteSender(ApiTransport transport, TimeProvider time, KubernetesClientOptions options)
{
    public Task<WriteResult<T>> SendAsync<T>(
        HttpMethod method,
        string path,
        (byte[] Body, string MediaType) content,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken)
        where T : class =>
        SendAsync(method, path, content, body => JsonSerializer.Deserialize(body, type), cancellationToken);

    public Task<WriteResult<Deletion>> DeleteAsync(string path, DeleteOptions deletion, CancellationToken cancellationToken)
    {
        var preconditions = new JsonObject();
        AddText(preconditions, "uid", deletion.Uid);
        AddText(preconditions, "resourceVersion", deletion.ResourceVersion);
        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions" };
        if (preconditions.Count > 0)
        {
            body["preconditions"] = preconditions;
        }

        AddText(body, "propagationPolicy", deletion.Propagation?.ToString());
        if (deletion.GracePeriodSeconds is { } seconds)
        {
            body["gracePeriodSeconds"] = seconds;
        }

        if (deletion.DryRun)
        {
            body["dryRun"] = new JsonArray("All");
        }

        var content = (Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json");
        return SendAsync(HttpMethod.Delete, path, content, ReadDeletion, cancellationToken);
    }

    private static void AddText(JsonObject target, string field, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            target[field] = text;
        }
    }

    /// <summary>The answer is a Status when the object is gone, else the object that is terminating.</summary>
    private static Deletion? ReadDeletion(ReadOnlySpan<byte> body)
    {
        if (JsonNode.Parse(body) is not JsonObject answer)
        {
            return null;
        }

        return answer["kind"]?.ToString() is "Status"
            ? new Deletion((answer["details"] as JsonObject)?["uid"]?.ToString() ?? "", IsTerminating: false)
            : new Deletion((answer["metadata"] as JsonObject)?["uid"]?.ToString() ?? "", IsTerminating: true);
    }

    private async Task<WriteResult<T>> SendAsync<T>(
        HttpMethod method,
        string path,
        (byte[] Body, string MediaType) content,
        Reader<T> read,
        CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new Deadline(options.RequestTimeout, time, cancellationToken);
        try
        {
            using var response = await transport.SendAsync(method, path, content, deadline);
            return response.IsSuccessStatusCode
                ? await AppliedAsync(response, read, deadline)
                : await RefusedAsync<T>(response, deadline);
        }
        catch (KubernetesUnreachableException fault)
        {
            return new WriteResult<T>.Failed(fault.Message, fault.MayHaveArrived);
        }
    }

    private async Task<WriteResult<T>> AppliedAsync<T>(HttpResponseMessage response, Reader<T> read, Deadline deadline)
        where T : class
    {
        try
        {
            var body = await response.Content.ReadAsByteArrayAsync(deadline.Token);
            return read(body) is { } applied
                ? new WriteResult<T>.Applied(applied)
                : new WriteResult<T>.Failed("the server's answer is empty", MayHaveHappened: true);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return new WriteResult<T>.Failed("the server's answer cannot be read: " + fault.Message, MayHaveHappened: true);
        }
        catch (Exception fault) when (transport.Translate(fault, deadline) is { } translated)
        {
            return new WriteResult<T>.Failed(translated.Message, MayHaveHappened: true);
        }
    }

    private async Task<WriteResult<T>> RefusedAsync<T>(HttpResponseMessage response, Deadline deadline)
    {
        var code = (int)response.StatusCode;
        var status = await transport.ReadStatusAsync(response, deadline);
        return code switch
        {
            409 => new WriteResult<T>.Conflict(status),
            429 when status.Details?.Causes.Any(cause => cause.Reason is "DisruptionBudget") != true =>
                new WriteResult<T>.Throttled(KubernetesApiException.From(code, status, transport.RetryAfter(response)).RetryAfter),
            >= 400 and < 500 => new WriteResult<T>.Refused(status),

            // a gateway, or the server itself, that gave up: nobody knows how far the write had come
            _ => new WriteResult<T>.Failed($"{status.Message} (HTTP {code})", MayHaveHappened: true),
        };
    }

    private delegate T? Reader<T>(ReadOnlySpan<byte> body);
}
