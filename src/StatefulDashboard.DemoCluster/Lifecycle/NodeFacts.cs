using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>What is asked about a node.</summary>
internal static class NodeFacts
{
    public const string OutOfService = "node.kubernetes.io/out-of-service";

    /// <summary>The machine is off: its kubelet does nothing. Told by an annotation.</summary>
    public static bool IsDead(StoredObject node) => node.Root.Text("metadata", "annotations", PodModes.Dead) == "true";

    public static bool IsReady(StoredObject node) => node.Root.Condition("Ready").Text("status") == "True";

    public static bool IsOutOfService(StoredObject node) => node.Root.Items("spec", "taints").Any(t => t.Text("key") == OutOfService);
}
