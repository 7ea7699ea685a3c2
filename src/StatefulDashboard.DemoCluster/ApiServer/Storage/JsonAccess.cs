using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.ApiServer.Storage;

/// <summary>Reads and writes members of whole API objects by path; what is missing or of another type reads as null.</summary>
internal static class JsonAccess
{
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var step in path)
        {
            node = (node as JsonObject)?[step];
        }

        return node;
    }

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path)
        => node.At(path) is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        if (node.At(path) is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        return value.TryGetValue(out long number) ? number
            : value.TryGetValue(out int small) ? small
            : (long)double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public static bool Flag(this JsonNode? node, params ReadOnlySpan<string> path)
        => node.At(path) is JsonValue value && value.TryGetValue(out bool flag) && flag;

    public static JsonObject? Object(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonObject;

    /// <summary>The objects of a list; empty when the list is not there.</summary>
    public static IEnumerable<JsonObject> Items(this JsonNode? node, params ReadOnlySpan<string> path)
        => (node.At(path) as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>The texts of a list; empty when the list is not there.</summary>
    public static IEnumerable<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path)
        => (node.At(path) as JsonArray)?.Select(n => n.Text()).OfType<string>() ?? [];

    /// <summary>The object at the path, made when it is not there.</summary>
    public static JsonObject Ensure(this JsonObject node, params ReadOnlySpan<string> path)
    {
        foreach (var step in path)
        {
            if (node[step] is not JsonObject next)
            {
                next = [];
                node[step] = next;
            }

            node = next;
        }

        return node;
    }

    /// <summary>Sets a member that is absent or null.</summary>
    public static void Default(this JsonObject node, string name, JsonNode? value)
    {
        if (node[name] is null)
        {
            node[name] = value;
        }
    }

    /// <summary>A copy that lacks one member.</summary>
    public static JsonObject Without(this JsonObject node, string name)
    {
        var copy = node.Copy();
        copy.Remove(name);
        return copy;
    }

    public static JsonObject Copy(this JsonObject node) => (JsonObject)node.DeepClone();

    public static JsonArray ToJsonArray(this IEnumerable<JsonNode?> nodes) => new([.. nodes]);

    public static JsonArray ToJsonArray(this IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode?)JsonValue.Create(t))]);

    public static byte[] ToUtf8(this JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Plain);

    public static bool SameAs(this JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other);

    /// <summary>Whether a map has every entry of a selector's matchLabels; an absent selector matches nothing.</summary>
    public static bool MatchesLabels(this JsonObject? labels, JsonObject? matchLabels)
        => matchLabels is not null && matchLabels.All(entry => labels.Text(entry.Key) == entry.Value.Text());
}
