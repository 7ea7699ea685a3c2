namespace StatefulDashboard.Domain.Overview;

internal enum DecisionKind
{
    Nothing,
    Deleting,
    Create,
    Recreate,
    WaitTermination,
    WaitReady,
    WaitAvailable,

    /// <summary>A condemned pod must wait for a lower one that is not Available.</summary>
    WaitBeforeScaleDown,
    TakeDown,
    WaitTakenDown,
    Update,
    OnDelete,
}

/// <summary>
/// What the controller does, or waits for, with a set in this state: the same questions in the same order as
/// updateStatefulSet in kubernetes pkg/controller/statefulset/stateful_set_control.go.
/// </summary>
/// <param name="Subject">The ordinal that it is about; null for Nothing, Deleting and OnDelete.</param>
internal readonly record struct ControllerDecision(DecisionKind Kind, OrdinalSlot? Subject)
{
    public static ControllerDecision Of(StatefulSetOverview set, bool isDeleting)
    {
        if (isDeleting)
        {
            return new(DecisionKind.Deleting, null);
        }

        var parallel = !set.IsOrdered;
        return Replicas(set, parallel) ?? Condemned(set, parallel) ?? Updates(set) ?? new(DecisionKind.Nothing, null);
    }

    // under Parallel nobody waits here; pods that are not there yet are still made, and told
    private static ControllerDecision? Replicas(StatefulSetOverview set, bool parallel)
    {
        foreach (var slot in set.Slots)
        {
            if (!slot.InRange)
            {
                continue;
            }

            if (slot.Position == OrdinalPosition.Missing)
            {
                return new(DecisionKind.Create, slot);
            }

            if (slot.State == OrdinalState.Failed)
            {
                return new(DecisionKind.Recreate, slot);
            }

            if (!parallel && !slot.Available)
            {
                return Wait(slot);
            }

            if (!parallel && slot.IsTerminating)
            {
                return new(DecisionKind.WaitTermination, slot);
            }
        }

        return null;
    }

    private static ControllerDecision Wait(OrdinalSlot slot) => new(
        slot.IsTerminating ? DecisionKind.WaitTermination : slot.Ready ? DecisionKind.WaitAvailable : DecisionKind.WaitReady, slot);

    private static ControllerDecision? Condemned(StatefulSetOverview set, bool parallel)
    {
        var condemned = set.Slots.LastOrDefault(slot => slot.Position == OrdinalPosition.Condemned);
        if (condemned is null)
        {
            return null;
        }

        if (condemned.IsTerminating)
        {
            return new(DecisionKind.WaitTakenDown, condemned);
        }

        var unhealthy = set.Slots.FirstOrDefault(slot => slot.HasPod && (!slot.Available || slot.IsTerminating));
        return !parallel && !condemned.Available && unhealthy is not null && unhealthy != condemned
            ? new(DecisionKind.WaitBeforeScaleDown, unhealthy)
            : new(DecisionKind.TakeDown, condemned);
    }

    private static ControllerDecision? Updates(StatefulSetOverview set)
    {
        if (!set.IsRollingUpdate)
        {
            return set.Slots.Any(slot => slot.InRange && slot.HasPod && slot.IsOutdated) ? new(DecisionKind.OnDelete, null) : null;
        }

        for (var index = set.Slots.Count - 1; index >= 0; index--)
        {
            var slot = set.Slots[index];
            if (!slot.InRange || slot.Ordinal < set.FirstUpdatedOrdinal)
            {
                continue;
            }

            if (slot.HasPod && !slot.IsTerminating && !string.Equals(slot.Revision, set.UpdateRevision, StringComparison.Ordinal))
            {
                return new(DecisionKind.Update, slot);
            }

            if (!slot.Available || slot.IsTerminating)
            {
                return Wait(slot);
            }
        }

        return null;
    }
}
