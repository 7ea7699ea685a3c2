using System.Globalization;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>Which pods of a ReplicaSet are given up first (ActivePodsWithRanks of kubernetes pkg/controller/controller_utils.go).</summary>
internal static class DeletionOrder
{
    public static IEnumerable<StoredObject> Of(IReadOnlyCollection<StoredObject> pods)
    {
        var onNode = pods.GroupBy(NodeOf).ToDictionary(g => g.Key, g => g.Count());
        return pods.OrderBy(p => NodeOf(p).Length > 0)
            .ThenBy(p => p.Phase() switch { "Pending" => 0, "Unknown" => 1, _ => 2 })
            .ThenBy(p => p.IsReady())
            .ThenBy(p => int.TryParse(p.Root.Text("metadata", "annotations", "controller.kubernetes.io/pod-deletion-cost"), CultureInfo.InvariantCulture, out var cost) ? cost : 0)
            .ThenByDescending(p => onNode[NodeOf(p)])
            .ThenByDescending(p => p.Root.Condition("Ready").Text("lastTransitionTime"), StringComparer.Ordinal)
            .ThenByDescending(p => p.Root.Items("status", "containerStatuses").Sum(c => c.Number("restartCount") ?? 0))
            .ThenByDescending(p => p.Root.Text("metadata", "creationTimestamp"), StringComparer.Ordinal)
            .ThenBy(p => p.Name, StringComparer.Ordinal);
    }

    private static string NodeOf(StoredObject pod) => pod.Root.Text("spec", "nodeName") ?? "";
}
