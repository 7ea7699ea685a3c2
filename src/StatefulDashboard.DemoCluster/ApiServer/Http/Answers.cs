using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>Writes answers.</summary>
internal static class Answers
{
    private const string NotKept = "no-cache, private";
    private static readonly byte[] First = "{"u8.ToArray();
    private static readonly byte[] Next = ",{"u8.ToArray();

    public static Task JsonAsync(HttpResponse response, int code, JsonNode body, CancellationToken cancellation, string contentType = "application/json", string cache = NotKept)
        => BytesAsync(response, code, body.ToUtf8(), contentType, cancellation, cache);

    public static async Task BytesAsync(HttpResponse response, int code, ReadOnlyMemory<byte> body, string contentType, CancellationToken cancellation, string cache = NotKept)
    {
        response.StatusCode = code;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = cache;
        await response.Body.WriteAsync(body, cancellation);
    }

    public static Task TextAsync(HttpResponse response, string text, CancellationToken cancellation)
        => BytesAsync(response, 200, System.Text.Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", cancellation);

    public static Task RefusalAsync(HttpResponse response, ApiException refusal, CancellationToken cancellation)
    {
        if (refusal.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return JsonAsync(response, refusal.Code, refusal.Status, cancellation);
    }

    /// <summary>A list of whole objects, put together from what each object was serialised to once.</summary>
    public static async Task ListAsync(HttpResponse response, JsonObject head, IReadOnlyList<StoredObject> items, CancellationToken cancellation)
    {
        response.StatusCode = 200;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-cache, private";
        var prefix = head.ToUtf8();
        var writer = response.BodyWriter;
        await writer.WriteAsync(prefix.AsMemory(0, prefix.Length - 1), cancellation);
        await writer.WriteAsync(",\"items\":["u8.ToArray(), cancellation);
        for (var i = 0; i < items.Count; i++)
        {
            await writer.WriteAsync(i > 0 ? Next : First, cancellation);
            await writer.WriteAsync(items[i].Utf8Item, cancellation);
        }

        await writer.WriteAsync("]}"u8.ToArray(), cancellation);
    }
}
