using StatefulDashboard.DemoCluster.ApiServer.Storage;
using static StatefulDashboard.DemoCluster.ApiServer.Tables.Columns;

namespace StatefulDashboard.DemoCluster.ApiServer.Tables;

/// <summary>The columns of pods and of what makes them.</summary>
internal static class WorkloadColumns
{
    public static readonly Dictionary<ResourceKind, TableColumn[]> All = new()
    {
        [ResourceKinds.Pods] =
        [
            Name, new("Ready", (o, _) => PodCells.Ready(o.Root)), new("Status", (o, _) => PodCells.Status(o.Root)), new("Restarts", (o, now) => PodCells.Restarts(o.Root, now)), Age,
            Text("IP", 1, "status", "podIP"), Text("Node", 1, "spec", "nodeName"), Text("Nominated Node", 1, "status", "nominatedNodeName"), new("Readiness Gates", (o, _) => PodCells.ReadinessGates(o.Root), 1),
        ],
        [ResourceKinds.StatefulSets] = [Name, ReadyOfWanted(), Age, .. Template()],
        [ResourceKinds.Deployments] =
        [
            Name, ReadyOfWanted(), Count("Up-to-date", "status", "updatedReplicas") with { Type = "string" }, Count("Available", "status", "availableReplicas") with { Type = "string" },
            Age, .. Template(), Selector(),
        ],
        [ResourceKinds.ReplicaSets] = [Name, Count("Desired", "spec", "replicas"), Count("Current", "status", "replicas"), Count("Ready", "status", "readyReplicas"), Age, .. Template(), Selector()],
        [ResourceKinds.DaemonSets] =
        [
            Name, Count("Desired", "status", "desiredNumberScheduled"), Count("Current", "status", "currentNumberScheduled"), Count("Ready", "status", "numberReady"),
            Count("Up-to-date", "status", "updatedNumberScheduled"), Count("Available", "status", "numberAvailable"),
            new("Node Selector", (o, _) => Labels(o.Root.Object("spec", "template", "spec", "nodeSelector"))), Age, .. Template(), Selector(),
        ],
        [ResourceKinds.ControllerRevisions] =
        [
            Name, new("Controller", (o, _) => o.Controller is { } c ? $"{c.Text("kind")?.ToLowerInvariant()}.{c.Text("apiVersion")?.Split('/')[0]}/{c.Text("name")}" : "<none>"),
            new("Revision", (o, _) => o.Root.Number("revision") ?? 0), Age,
        ],
        [ResourceKinds.Autoscalers] =
        [
            Name, new("Reference", (o, _) => $"{o.Root.Text("spec", "scaleTargetRef", "kind")}/{o.Root.Text("spec", "scaleTargetRef", "name")}"),
            new("Targets", (o, _) => o.Root.Items("spec", "metrics").Any() ? "<unknown>" : "<none>"),
            new("MinPods", (o, _) => o.Root.Number("spec", "minReplicas")?.Invariant() ?? "<unset>"), Count("MaxPods", "spec", "maxReplicas") with { Type = "string" },
            Count("Replicas", "status", "currentReplicas") with { Type = "string" }, Age,
        ],
        [ResourceKinds.DisruptionBudgets] =
        [
            Name, new("Min Available", (o, _) => o.Root.At("spec", "minAvailable")?.ToString() ?? "N/A"), new("Max Unavailable", (o, _) => o.Root.At("spec", "maxUnavailable")?.ToString() ?? "N/A"),
            Count("Allowed Disruptions", "status", "disruptionsAllowed"), Age,
        ],
    };

    private static TableColumn ReadyOfWanted() => new("Ready", (o, _) => $"{o.Root.Number("status", "readyReplicas") ?? 0}/{o.Root.Number("spec", "replicas") ?? 0}");
}
