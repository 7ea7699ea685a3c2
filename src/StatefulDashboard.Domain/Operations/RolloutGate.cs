using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Operations;

/// <summary>Whether the pods that the partition has let through are well enough for the next step.</summary>
internal static class RolloutGate
{
    /// <summary>Held by a fault, waiting for something, or (both null) met.</summary>
    internal readonly record struct Verdict(Statement? Fault, Statement? WaitsFor, DateTimeOffset? At);

    /// <param name="soak">Counted from the moment at which the last of them became Available, by the cluster's clock.</param>
    public static Verdict Judge(StatefulSetOverview set, RolloutProgress rollout, TimeSpan soak, DateTimeOffset now)
    {
        OrdinalSlot[] released = [.. set.Slots.Where(slot => slot.InRange && slot.Ordinal >= set.FirstUpdatedOrdinal)];
        if (Fault(set, released, rollout) is { } fault)
        {
            return new(fault, null, null);
        }

        if (set.Slots.LastOrDefault(slot => slot.IsTerminating) is { } terminating)
        {
            return new(null, Statement.Of(StatementCode.WaitGone, terminating.PodName), null);
        }

        if (released.LastOrDefault(slot => !slot.HasPod || slot.Revision != rollout.TargetRevision) is { } old)
        {
            return new(null, Statement.Of(StatementCode.WaitUpdated, old.PodName), null);
        }

        if (released.LastOrDefault(slot => !slot.Available) is { } notYet)
        {
            return new(null, Statement.Of(StatementCode.WaitAvailable, notYet.PodName), notYet.AvailableAt);
        }

        var since = released.Max(slot => slot.Since);
        return since + soak > now
            ? new(null, Statement.Of(StatementCode.WaitSoak, DurationText.Of(soak)), since + soak)
            : default;
    }

    private static Statement? Fault(StatefulSetOverview set, OrdinalSlot[] released, RolloutProgress rollout)
    {
        if (released.LastOrDefault(slot => slot is { HasPod: true, Ready: false, IsTerminating: false, Fault: not null } && slot.Revision == rollout.TargetRevision) is { } broken)
        {
            return Statement.Of(StatementCode.HeldFault, broken.PodName, broken.Fault!);
        }

        if (released.LastOrDefault(slot => slot.HasPod && slot.Revision == rollout.TargetRevision && slot.Restarts > Before(slot, rollout)) is { } restarted)
        {
            return Statement.Of(StatementCode.HeldRestarted, restarted.PodName);
        }

        // under Parallel a pod that is not updated yet holds nobody up: it may be what the rollout is to mend
        return set.Phase is StatefulSetPhase.Blocked or StatefulSetPhase.Stalled && set.Explanation.Subject is { } subject
            && (set.IsOrdered || !set.Slots.Any(slot => slot.PodName == subject && slot.InRange && slot.Revision != rollout.TargetRevision))
            ? Statement.Of(StatementCode.HeldStalled, subject)
            : null;
    }

    private static int Before(OrdinalSlot slot, RolloutProgress rollout) =>
        rollout.Restarts.FirstOrDefault(restarts => restarts.PodUid == slot.PodUid)?.Restarts ?? 0;
}
