using System.Collections.Immutable;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// What one person may see of one cluster at one moment: whole, and never changing. Sets that did not change are the same
/// references as in the view before, so a reader finds the changes by comparing references.
/// </summary>
public sealed record ClusterView(ClusterSummary Cluster, ClusterStatus Status, ImmutableSortedDictionary<NamespacedName, StatefulSetOverview> Sets)
{
    /// <summary>By namespace and id; those that are over as well.</summary>
    public ImmutableSortedDictionary<NamespacedName, Operation> Operations { get; init; } = ImmutableSortedDictionary<NamespacedName, Operation>.Empty;

    /// <summary>The operation that is under way on this set; null when there is none.</summary>
    public Operation? OperationOn(NamespacedName set) =>
        Operations.Values.FirstOrDefault(operation => !operation.IsOver && operation.Name == set);
}
