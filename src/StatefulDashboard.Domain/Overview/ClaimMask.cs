using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>Takes the claims out of an overview.</summary>
internal static class ClaimMask
{
    public static StatefulSetOverview Apply(StatefulSetOverview set)
    {
        var masked = set with { Slots = SlotBuilder.Listed(set, set.Slots.Where(slot => slot.HasPod)).Select(slot => Without(set, slot)).ToValueList() };
        return masked with { Explanation = Explain(set, masked) };
    }

    private static OrdinalSlot Without(StatefulSetOverview set, OrdinalSlot slot) => slot with
    {
        Since = slot.HasPod || slot.Fault is not null ? slot.Since : null, // else it is when the newest claim was made
        Claims = set.IsInRange(slot.Ordinal) ? set.ClaimTemplates.Select(template => Unknown(set, template, slot.Ordinal)).ToValueList() : [],
    };

    private static ClaimBinding Unknown(StatefulSetOverview set, ClaimTemplateInfo template, int ordinal) => new(
        OrdinalName.OfClaim(template.Name, set.Name.Name, ordinal), template.Name, ClaimBinding.UnknownPhase, template.Requested, null, template.StorageClass,
        null, template.ReclaimPolicy, IsTerminating: false, LeftBehind: false, null, "");

    // which pods are waited for does not rest on claims; which of them is named as the one that waits longest does, where none is there yet
    private static Explanation Explain(StatefulSetOverview set, StatefulSetOverview masked)
    {
        var explanation = set.Explanation.Headline.Code == StatementCode.ParallelWaits
            ? new Explainer(new Situation(masked, isDeleting: false, DateTimeOffset.MinValue), set.Phase).Explain()
            : set.Explanation;
        return explanation with { Details = explanation.Details.Where(detail => detail.Code is not (StatementCode.ClaimPending or StatementCode.DeletingKeepsClaims or StatementCode.DeletingTakesClaims)).ToValueList() };
    }
}
