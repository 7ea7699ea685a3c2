using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>A pod of the set, with the budgets that select it.</summary>
internal sealed record Member(int Ordinal, Pod Pod, ValueList<BudgetDetail> Budgets)
{
    public string Node => Pod.Spec.NodeName;

    /// <summary>An eviction of such a pod asks no budget (canIgnorePDB in kubernetes pkg/registry/core/pod/storage/eviction.go).</summary>
    public bool IsFree => Pod.Metadata.IsTerminating || Pod.Status.Phase is "Pending" or "Succeeded" or "Failed";

    public static IReadOnlyList<Member> Of(StatefulSetOverview set, DisruptionFacts facts) =>
    [
        .. facts.Pods
            .Select(pod => (Ordinal: OrdinalName.OfPodIn(set.Name.Name, pod.Metadata.Name), Pod: pod))
            .Where(item => item.Ordinal is not null && item.Pod.Metadata.Namespace == set.Name.Namespace && (item.Pod.Metadata.Controller is not { } owner || owner.Uid == set.Uid))
            .Select(item => new Member(item.Ordinal!.Value, item.Pod, facts.Budgets.Where(budget => budget.Selects(item.Pod.Metadata.Labels)).OrderBy(budget => budget.Metadata.Name, StringComparer.Ordinal).ToValueList()))
            .OrderBy(member => member.Ordinal),
    ];
}
