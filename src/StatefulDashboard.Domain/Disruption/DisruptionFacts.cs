using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>What the API server says about how a set's pods may be disturbed and where they may be, taken at one moment.</summary>
/// <param name="Pods">Pods of the set's namespace that may be the set's.</param>
/// <param name="Budgets">Those of the set's namespace.</param>
/// <param name="Nodes">Of the cluster; null where they may not be read.</param>
/// <param name="Placement">The set; null where it is not there.</param>
/// <param name="Volumes">Of the cluster.</param>
public sealed record DisruptionFacts(
    IReadOnlyList<Pod> Pods,
    IReadOnlyList<BudgetDetail> Budgets,
    IReadOnlyList<NodeDetail>? Nodes,
    SetPlacement? Placement,
    IReadOnlyList<VolumeDetail> Volumes)
{
    /// <summary>False: of budgets nothing is known.</summary>
    public bool HasReadBudgets { get; init; } = true;
}
