namespace StatefulDashboard.Domain.Overview;

/// <summary>Which one word fits a situation.</summary>
internal static class PhaseRules
{
    public static StatefulSetPhase Of(Situation situation)
    {
        if (!situation.Set.IsRead(UnreadKinds.StatefulSets))
        {
            return StatefulSetPhase.Unknown;
        }

        if (situation.IsDeleting)
        {
            return StatefulSetPhase.Deleting;
        }

        if (!situation.Set.IsRead(UnreadKinds.Pods))
        {
            return StatefulSetPhase.Unknown;
        }

        if (situation.Trap is not null)
        {
            return StatefulSetPhase.Blocked;
        }

        var phase = UnderWay(situation);
        var moves = phase is StatefulSetPhase.ScalingUp or StatefulSetPhase.ScalingDown or StatefulSetPhase.RollingOut;
        return moves && Obstacle(situation) is not null ? StatefulSetPhase.Stalled : phase;
    }

    /// <summary>The pod that keeps work from going on: it fails, or takes too long.</summary>
    public static OrdinalSlot? Obstacle(Situation situation)
    {
        if (situation.Set.IsOrdered)
        {
            return situation.Subject is { } subject && (subject.HasPod || subject.Fault is not null) && Stops(situation, subject) ? subject : null;
        }

        return situation.NotAvailable.Concat(situation.Condemned.Where(slot => slot.IsTerminating)).FirstOrDefault(slot => Stops(situation, slot));
    }

    private static bool Stops(Situation situation, OrdinalSlot slot) =>
        !slot.Ready && !slot.IsTerminating && slot.State != OrdinalState.Failed && slot.Fault is not null || situation.IsOverdue(slot);

    private static StatefulSetPhase UnderWay(Situation situation)
    {
        var set = situation.Set;
        if (situation.Condemned.Count > 0)
        {
            return StatefulSetPhase.ScalingDown;
        }

        if (RollsOut(situation))
        {
            return StatefulSetPhase.RollingOut;
        }

        if (situation.NotAvailable.Count > 0)
        {
            return GrowsFromBelow(situation) ? StatefulSetPhase.ScalingUp : StatefulSetPhase.Degraded;
        }

        if (!set.HasRollout)
        {
            return StatefulSetPhase.Steady;
        }

        // under OnDelete status.currentRevision stays behind for ever: what counts is whether a pod is left on an old template
        return !set.IsRollingUpdate ? situation.InRange.Any(slot => slot.IsOutdated) ? StatefulSetPhase.WaitingForDeletion : StatefulSetPhase.Steady
            : set.Partition > 0 && !situation.InRange.All(situation.IsUpdated) ? StatefulSetPhase.HeldAtPartition
            : set.Replicas == 0 ? StatefulSetPhase.Steady
            : StatefulSetPhase.RollingOut;
    }

    // a pod that is replaced for its update is missing or starting for a while: at most one of them is
    private static bool RollsOut(Situation situation)
    {
        var set = situation.Set;
        if (situation.Missing.Count > 1)
        {
            return false;
        }

        if (set.IsRollingUpdate)
        {
            return situation.ToUpdate.Count > 0
                || set.HasRollout && situation.NotAvailable.Any(slot => slot.Ordinal >= set.FirstUpdatedOrdinal);
        }

        return set.HasRollout && situation.NotAvailable.Any(slot => !slot.HasPod || slot.IsTerminating || situation.IsUpdated(slot));
    }

    // 0 to n are there and the rest is not yet: that is how a set grows; a hole, a restart or a stop is something else
    private static bool GrowsFromBelow(Situation situation)
    {
        var first = situation.NotAvailable[0];
        return situation.NotAvailable.Count == situation.InRange.Count(slot => slot.Ordinal >= first.Ordinal)
            && situation.NotAvailable.All(slot => slot is { IsTerminating: false, Restarts: 0 } && slot.State != OrdinalState.Failed);
    }
}
