using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>What the scheduler stand-in asks about a claim.</summary>
internal static class ClaimFacts
{
    public static string? SelectedNode(this StoredObject? claim) => claim?.Root.Text("metadata", "annotations", "volume.kubernetes.io/selected-node");
}
