using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>A PodDisruptionBudget that selects pods of the set.</summary>
/// <param name="MinAvailable">"2" or "50%"; null where the budget says maxUnavailable.</param>
/// <param name="MaxUnavailable">"1" or "25%"; null where the budget says minAvailable.</param>
/// <param name="UnhealthyPodEvictionPolicy">IfHealthyBudget (the default) or AlwaysAllow.</param>
/// <param name="ExpectedPods">All pods that it counts, those of others included.</param>
/// <param name="IsObserved">The numbers are of the budget as it is now.</param>
/// <param name="Ordinals">The ordinals whose pods it selects.</param>
/// <param name="Verdict">How many may go now, and why.</param>
/// <param name="Details">What else is to be known of it.</param>
public sealed record BudgetView(
    string Name,
    string? MinAvailable,
    string? MaxUnavailable,
    string UnhealthyPodEvictionPolicy,
    int DisruptionsAllowed,
    int CurrentHealthy,
    int DesiredHealthy,
    int ExpectedPods,
    bool IsObserved,
    ValueList<int> Ordinals,
    Notice Verdict,
    ValueList<Statement> Details);
