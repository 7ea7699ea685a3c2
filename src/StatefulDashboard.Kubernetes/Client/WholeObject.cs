using System.Text.Json;
using System.Text.Json.Nodes;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Whole objects, with the fields that the lean records leave out: to find out what became of a write.</summary>
internal static class WholeObject
{
    /// <summary>A field that is there twice could be read either way, and would throw something else long afterwards.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="JsonException">No JSON, no object, or a field is there twice.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> json) =>
        JsonNode.Parse(json, null, Strict) as JsonObject ?? throw new JsonException("It is no object.");

    /// <exception cref="JsonException">As for <see cref="Parse"/>.</exception>
    public static async Task<JsonObject> ReadAsync(Stream stream, CancellationToken cancellationToken) =>
        await JsonNode.ParseAsync(stream, null, Strict, cancellationToken) as JsonObject ?? throw new JsonException("It is no object.");
}
