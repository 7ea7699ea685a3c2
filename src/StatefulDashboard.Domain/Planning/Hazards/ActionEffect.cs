using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning.Hazards;

/// <summary>What an action does to a set, as far as the hazards of any action rest on it.</summary>
/// <param name="WritesReplicas">It changes spec.replicas.</param>
/// <param name="WritesTemplate">It changes spec.template.</param>
/// <param name="WritesPartition">It changes spec.updateStrategy.</param>
/// <param name="DeletesSet">The set is gone in the end.</param>
/// <param name="PodsDownAtOnce">How many pods that run now are down at the same time at the worst moment.</param>
/// <param name="MembersLeft">Ready members that remain at the lowest point.</param>
/// <param name="TargetReplicas">spec.replicas in the end; 0 where the set is deleted.</param>
internal sealed record ActionEffect(
    bool WritesReplicas,
    bool WritesTemplate,
    bool WritesPartition,
    bool DeletesSet,
    int PodsDownAtOnce,
    int MembersLeft,
    int TargetReplicas)
{
    /// <summary>It changes the set itself; else only what belongs to it.</summary>
    public bool Writes => WritesReplicas || WritesTemplate || WritesPartition || DeletesSet;
}
