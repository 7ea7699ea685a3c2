using System.Collections.Immutable;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Workloads;
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

    /// <summary>What holds state beside the sets.</summary>
    public ImmutableSortedDictionary<WorkloadName, StatefulWorkload> Workloads { get; init; } = ImmutableSortedDictionary<WorkloadName, StatefulWorkload>.Empty;

    /// <summary>What the last views have changed.</summary>
    internal ViewChanges Changes { get; init; } = ViewChanges.Start();

    /// <summary>The operation that is under way on this set; null when there is none.</summary>
    public Operation? OperationOn(NamespacedName set) =>
        Operations.Values.FirstOrDefault(operation => !operation.IsOver && operation.Name == set);

    /// <summary>The sets that were added, changed or removed since an older view; its cost is that of the changes, mostly.</summary>
    public IReadOnlyList<NamespacedName> ChangedSets(ClusterView? before)
    {
        if (before is null)
        {
            return [.. Sets.Keys];
        }

        if (ReferenceEquals(before.Sets, Sets))
        {
            return [];
        }

        var candidates = (Changes.IsOf(Sets) && before.Changes.IsOf(before.Sets) ? Changes.Since(before.Changes) : null) ?? Sets.Keys.Concat(before.Sets.Keys).ToHashSet();
        return [.. candidates.Where(name => !ReferenceEquals(Sets.GetValueOrDefault(name), before.Sets.GetValueOrDefault(name)))];
    }

    /// <summary>The workloads of every kind that were added, changed or removed since an older view.</summary>
    public IEnumerable<WorkloadName> ChangedWorkloads(ClusterView? before)
    {
        var sets = ChangedSets(before).Select(name => new WorkloadName(name, WorkloadKind.StatefulSet));

        // the others are few, and change seldom
        return before is null ? sets.Concat(Workloads.Keys)
            : ReferenceEquals(before.Workloads, Workloads) ? sets
            : sets.Concat(Workloads.Keys.Union(before.Workloads.Keys).Where(name => !ReferenceEquals(Workloads.GetValueOrDefault(name), before.Workloads.GetValueOrDefault(name))));
    }
}
