using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;

namespace StatefulDashboard.Web.Operations;

/// <summary>The patches of a partitioned rollout.</summary>
internal static class RolloutPatches
{
    /// <summary>The first one: the template, and the partition that holds it.</summary>
    public static Patch Start(RolloutIntent intent, StatefulSetOverview set, int partition) => Of(TemplatePatch.Of(set, intent.Change, partition));

    public static Patch Partition(int partition) => Of(TemplatePatch.OfPartition(partition));

    private static Patch Of(PatchBody body)
    {
        var node = JsonNode.Parse(body.Json)!;
        return body.ContentType switch
        {
            PatchBody.StrategicMerge => Patch.StrategicMerge(node),
            PatchBody.JsonPatch => Patch.Json(node.AsArray()),
            _ => Patch.Merge(node),
        };
    }
}
