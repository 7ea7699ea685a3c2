using StatefulDashboard.Domain.Disruption;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Parts;

/// <summary>What may disturb a set's pods, and how they are spread over nodes and zones.</summary>
public sealed class DisruptionPart(PartReader reader) : Part<SetDisruption>(reader)
{
    public override string Name => "disruption";

    public override bool IsOfSet => true;

    protected internal override Func<ClusterView, DateTimeOffset, SetDisruption?> Follow(LiveObjects objects, PartAddress address)
    {
        var set = address.Set!.Value;
        var pods = objects.Follow(ResourceKinds.Pods with { LabelSelector = objects.PodSelector }, set.Namespace);
        var budgets = objects.Follow(ResourceKinds.BudgetDetails, set.Namespace);
        var nodes = objects.Follow(ResourceKinds.NodeDetails, null);
        var volumes = objects.Follow(StorageKinds.Volumes, null);
        var placements = objects.Follow(ResourceKinds.SetPlacements with { FieldSelector = "metadata.name=" + set.Name }, set.Namespace);
        return (view, _) => view.Sets.TryGetValue(set, out var overview)
            ? SetDisruption.Of(overview, new(pods.Items, budgets.Items, nodes.IsRead ? nodes.Items : null, placements.Find(set), volumes.Items) { HasReadBudgets = budgets.IsRead })
            : null;
    }
}
