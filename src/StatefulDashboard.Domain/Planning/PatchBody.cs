using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>The body of a PATCH of a StatefulSet, without uid and resourceVersion: who sends it puts those in.</summary>
/// <param name="ContentType">Which kind of patch it is.</param>
public sealed record PatchBody(string ContentType, string Json)
{
    public const string Merge = "application/merge-patch+json";
    public const string StrategicMerge = "application/strategic-merge-patch+json";
    public const string JsonPatch = "application/json-patch+json";

    /// <summary>The request as it is shown: it meets only this set, and only in this version where one is given.</summary>
    internal PlannedRequest RequestFor(NamespacedName set, string uid, string? resourceVersion = null) =>
        new("PATCH", ResourceKinds.StatefulSets.ObjectPath(set), Guarded(uid, resourceVersion), ContentType);

    private string Guarded(string uid, string? resourceVersion)
    {
        var guards = new[] { ("uid", uid), ("resourceVersion", resourceVersion) }.Where(guard => guard.Item2 is not null);
        var body = JsonNode.Parse(Json)!;
        if (body is JsonArray operations)
        {
            foreach (var (field, value) in guards.Reverse())
            {
                operations.Insert(0, new JsonObject { ["op"] = "replace", ["path"] = "/metadata/" + field, ["value"] = value });
            }

            return operations.ToJsonString();
        }

        var metadata = new JsonObject();
        foreach (var (field, value) in guards)
        {
            metadata[field] = value;
        }

        body["metadata"] = metadata;
        return body.ToJsonString();
    }
}
