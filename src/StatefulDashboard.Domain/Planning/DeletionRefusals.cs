using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning;

/// <summary>Why a deletion cannot be done as it is asked for.</summary>
internal static class DeletionRefusals
{
    public static Statement? Of(StatefulSetOverview set, DeletionIntent intent) =>
        set.Phase == StatefulSetPhase.Deleting ? Statement.Of(StatementCode.PlanDeleting, set.Name.Name)
        : set.Phase == StatefulSetPhase.Unknown ? Statement.Of(StatementCode.PlanUnread, string.Join(", ", set.Unread.Resources()))
        : !set.IsRead(UnreadKinds.PersistentVolumeClaims) ? Statement.Of(StatementCode.DeletionClaimsUnread)
        : intent.SnapshotClass is { } snapshotClass && !IsName(snapshotClass) ? Statement.Of(StatementCode.DeletionSnapshotClassInvalid, snapshotClass)
        : Claims(set, intent) ?? (intent.Pods == PodChoice.Orphan ? Orphan(set, intent) : InOrder(set));

    private static Statement? Claims(StatefulSetOverview set, DeletionIntent intent)
    {
        var claims = set.Slots.SelectMany(slot => slot.Claims).Where(claim => claim.Exists).ToDictionary(claim => claim.Name, StringComparer.Ordinal);
        if (intent.Snapshots.Concat(intent.Deletions).FirstOrDefault(name => !claims.ContainsKey(name)) is { } unknown)
        {
            return Statement.Of(StatementCode.DeletionClaimUnknown, unknown, set.Name.Name);
        }

        return intent.Snapshots.Select(name => claims[name]).FirstOrDefault(claim => claim.IsTerminating || claim.Phase != "Bound") is { } cannot
            ? Statement.Of(StatementCode.DeletionSnapshotImpossible, cannot.Name, cannot.IsTerminating ? "Terminating" : cannot.Phase)
            : Going(set, intent);
    }

    // the claim ends with the pod that owns it, and nobody knows whether the reference is off before
    private static Statement? Going(StatefulSetOverview set, DeletionIntent intent)
    {
        foreach (var slot in set.Slots.Where(slot => slot.IsTerminating))
        {
            var going = slot.Claims.FirstOrDefault(claim => ClaimFate.IsOwnedBy(claim, "Pod") && !claim.IsTerminating
                && (!intent.Deletions.Contains(claim.Name) || intent.Snapshots.Contains(claim.Name)));
            if (going is not null)
            {
                return Statement.Of(StatementCode.DeletionClaimGoing, going.Name, slot.PodName);
            }
        }

        return null;
    }

    private static Statement? Orphan(StatefulSetOverview set, DeletionIntent intent)
    {
        if (intent.Snapshots.Count + intent.Deletions.Count > 0)
        {
            return Statement.Of(StatementCode.DeletionOrphanClaims);
        }

        // a pod that is being replaced would stop and never be made again
        OrdinalSlot[] moving = [.. set.Slots.Where(slot => slot.HasPod && (!slot.InRange || slot.State is OrdinalState.Terminating or OrdinalState.Failed || IsReplacedNext(set, slot)))];
        return moving.Length > 0 ? Statement.Of(StatementCode.DeletionOrphanMoves, Situation.Names(moving)) : null;
    }

    // Parallel is led down one by one; meanwhile the controller would go on to stop and make pods below, out of the order that is promised
    private static Statement? InOrder(StatefulSetOverview set)
    {
        OrdinalSlot[] moving = set.IsOrdered ? [] : [.. set.Slots.Where(slot => slot is { HasPod: true, InRange: true } && (slot.State is OrdinalState.Terminating or OrdinalState.Failed || IsReplacedNext(set, slot)))];
        return moving.Length > 0 ? Statement.Of(StatementCode.DeletionInMotion, Situation.Names(moving)) : null;
    }

    // names of objects of this kind are DNS subdomains
    private static bool IsName(string text) =>
        text.Length is > 0 and <= 253 && char.IsAsciiLetterOrDigit(text[0]) && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.');

    private static bool IsReplacedNext(StatefulSetOverview set, OrdinalSlot slot) =>
        set.IsRollingUpdate && slot.Ordinal >= set.FirstUpdatedOrdinal && !RolloutPlanner.IsOnUpdate(set, slot);
}
