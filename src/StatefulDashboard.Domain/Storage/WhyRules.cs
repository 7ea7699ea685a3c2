using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>Why a claim is not Bound, is not there, or is bound and yet of no use to its pod.</summary>
internal static class WhyRules
{
    public static IEnumerable<Statement> Of(ClaimDetail claim, ClaimStorage seen, StorageIndex index) => seen.Phase switch
    {
        "Pending" => new PendingRules(claim, index).Of(),
        "Lost" => Lost(claim, index),
        "Bound" => OutOfReach(claim, index),
        _ => [],
    };

    /// <summary>A claim is made right before its pod, so the order of the set decides when; and a refused one leaves only an Event.</summary>
    public static IEnumerable<Statement> OfMissing(StatefulSetOverview set, string claim, ClaimTemplateInfo template, OrdinalSlot slot, StorageIndex index)
    {
        var refusal = QuotaRules.RefusalOfClaim(set, claim, index);
        if (refusal is not null)
        {
            yield return refusal;
        }

        var storageClass = template.StorageClass ?? index.DefaultClass?.Name;
        foreach (var full in QuotaRules.WithoutRoom(set.Name.Namespace, template.Requested, storageClass, index))
        {
            yield return full;
        }

        if (refusal is null)
        {
            yield return Statement.Of(slot.HasPod ? StatementCode.ClaimWhyGoneUnderPod : StatementCode.ClaimWhyNotMadeYet, slot.PodName);
        }
    }

    private static IEnumerable<Statement> Lost(ClaimDetail claim, StorageIndex index)
    {
        var name = claim.Spec.VolumeName;
        var volume = index.Volume(name);
        return !index.Snapshot.IsRead(UnreadStorage.Volumes) ? [Statement.Of(StatementCode.ClaimWhyLostUnread, name)]
            : volume is null ? [Statement.Of(StatementCode.ClaimWhyLost, name)]
            : volume.Spec.ClaimRef is { Name.Length: > 0 } kept && !VolumeFit.IsKeptFor(kept, claim) ? [Statement.Of(StatementCode.ClaimWhyLostTaken, name, $"{kept.Namespace}/{kept.Name}")]
            : [];
    }

    // a volume is tied to its zone or node for good: when no such node is left, its pod finds no place
    private static IEnumerable<Statement> OutOfReach(ClaimDetail claim, StorageIndex index)
    {
        if (index.Volume(claim.Spec.VolumeName)?.Spec.NodeAffinity?.Required is not { } required)
        {
            yield break;
        }

        var places = AffinityWords.Short(required);
        if (index.Snapshot is { Nodes.Count: > 0 } snapshot && snapshot.IsRead(UnreadStorage.Nodes) && !snapshot.Nodes.Any(required.Matches))
        {
            yield return Statement.Of(StatementCode.ClaimWhyOutOfReach, claim.Spec.VolumeName, places);
        }

        foreach (var meaning in index.MeaningsOf(claim.Metadata.Key))
        {
            // the scheduler's own words for it (kubernetes pkg/scheduler/framework/plugins/volumebinding, ErrReasonNodeConflict)
            if (meaning.Set.Slot(meaning.Ordinal) is { Fault: not null, Node: "", FaultMessage: { } message } slot && message.Contains("volume node affinity conflict", StringComparison.Ordinal))
            {
                yield return Statement.Of(StatementCode.ClaimWhyNodeConflict, slot.PodName, claim.Spec.VolumeName, places);
            }
        }
    }
}
