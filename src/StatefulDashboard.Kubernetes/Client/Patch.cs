using System.Text.Json.Nodes;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>The body of a PATCH and its kind.</summary>
public sealed class Patch
{
    private readonly byte[] body;

    private Patch(string mediaType, JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        MediaType = mediaType;
        body = System.Text.Encoding.UTF8.GetBytes(node.ToJsonString());
    }

    public string MediaType { get; }

    /// <summary>RFC 7396: fields are replaced, null removes, lists are replaced whole.</summary>
    public static Patch Merge(JsonNode body) => new("application/merge-patch+json", body);

    /// <summary>As merge, but lists with a merge key (containers by name) are merged by it; built-in kinds only.</summary>
    public static Patch StrategicMerge(JsonNode body) => new("application/strategic-merge-patch+json", body);

    /// <summary>RFC 6902: a list of operations; a "test" that fails refuses the whole patch.</summary>
    public static Patch Json(JsonArray operations) => new("application/json-patch+json", operations);

    public override string ToString() => System.Text.Encoding.UTF8.GetString(body);

    internal byte[] ToBytes() => body;
}
