using System.Globalization;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>What the controller will do next, in its order: make what is missing, take down what is condemned, then update from the top.</summary>
internal static class NextSteps
{
    /// <summary>The ordinals that have to wait until <paramref name="slot"/> is done, in the order in which they come.</summary>
    public static IEnumerable<OrdinalSlot> After(Situation situation, OrdinalSlot slot) =>
        situation.Missing.Concat(situation.Condemned.Reverse()).Concat(situation.ToUpdate).Where(other => other != slot).Distinct();

    public static ValueList<UpcomingStep> Of(Situation situation, StatefulSetPhase phase)
    {
        var set = situation.Set;
        List<UpcomingStep> steps = [];
        switch (phase)
        {
            case StatefulSetPhase.Deleting or StatefulSetPhase.Steady or StatefulSetPhase.Unknown:
                return [];
            case StatefulSetPhase.Blocked:
                steps.Add(new(Statement.Of(StatementCode.NextDeletePod, situation.Trap!.PodName), IsNow: true));
                break;
            case StatefulSetPhase.WaitingForDeletion:
                return [new(Statement.Of(StatementCode.NextByHand, Situation.Names([.. situation.InRange.Where(slot => slot.IsOutdated).Reverse()])))];
            default:
                AddPresent(steps, situation);
                break;
        }

        var subject = situation.Subject;
        OrdinalSlot[] missing = [.. situation.Missing.Where(slot => slot != subject)];
        OrdinalSlot[] condemned = [.. situation.Condemned.Where(slot => slot != subject).Reverse()];
        OrdinalSlot[] updates = [.. situation.ToUpdate.Where(slot => slot != subject && slot != situation.Trap)];
        var isAtOnce = !set.IsOrdered; // under Parallel nothing waits for its turn, but updates do
        Add(missing, slots => Statement.Of(StatementCode.NextCreate, slots), isAtOnce);
        Add(condemned, slots => Statement.Of(StatementCode.NextScaleDown, slots), isAtOnce);
        Add(updates, slots => Statement.Of(StatementCode.NextUpdate, slots, set.UpdateRevision));
        if (set.HasRollout && set.IsRollingUpdate && set.Partition > 0 && situation.InRange.Any(slot => slot.Ordinal < set.FirstUpdatedOrdinal))
        {
            steps.Add(new(Statement.Of(StatementCode.NextHold, set.Partition.ToString(CultureInfo.InvariantCulture)), phase == StatefulSetPhase.HeldAtPartition));
        }

        return steps.ToValueList();

        void Add(OrdinalSlot[] slots, Func<string, Statement> say, bool isNow = false)
        {
            if (slots.Length > 0)
            {
                steps.Add(new(say(Situation.Names(slots)), isNow));
            }
        }
    }

    private static void AddPresent(List<UpcomingStep> steps, Situation situation)
    {
        if (situation.Subject is not { } subject)
        {
            return;
        }

        var code = situation.Decision.Kind switch
        {
            DecisionKind.Create or DecisionKind.Recreate => StatementCode.NextCreate,
            DecisionKind.TakeDown or DecisionKind.WaitTakenDown or DecisionKind.WaitTermination => StatementCode.NextGone,
            DecisionKind.Update => StatementCode.NextUpdate,
            _ => StatementCode.NextAvailable,
        };
        steps.Add(new(Statement.Of(code, subject.PodName, situation.Set.UpdateRevision), IsNow: true));
    }
}
