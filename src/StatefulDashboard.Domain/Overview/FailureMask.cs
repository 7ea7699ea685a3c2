namespace StatefulDashboard.Domain.Overview;

/// <summary>
/// Takes out of an overview what only Events tell: why a pod cannot be made. Under Parallel a pod that takes too long is then said to be
/// waited for, no more: how late it was is not in an overview.
/// </summary>
internal static class FailureMask
{
    public static StatefulSetOverview Apply(StatefulSetOverview set)
    {
        if (!set.Slots.Any(IsNotMade))
        {
            return set;
        }

        set = OverviewMask.OverSlots(set, slot => IsNotMade(slot) ? slot with { Fault = null, FaultMessage = null, Since = slot.Claims.Max(claim => claim.CreatedAt) } : slot);

        // told anew, for the phase and the sentence rested on it too; how long other waits last does not matter for a pod that is not there
        var situation = new Situation(set, set.Phase == StatefulSetPhase.Deleting, DateTimeOffset.MinValue);
        var phase = PhaseRules.Of(situation);
        return set with { Phase = phase, Explanation = new Explainer(situation, phase).Explain(), Next = NextSteps.Of(situation, phase) };
    }

    private static bool IsNotMade(OrdinalSlot slot) => slot.Position == OrdinalPosition.Missing && slot.Fault is not null;
}
