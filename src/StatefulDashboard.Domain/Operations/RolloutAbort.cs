using System.Globalization;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Operations;

/// <summary>
/// The way back: the template of the revision before is put back, the partition stays. Pods that were updated are rolled back by the
/// controller; under OrderedReady one that is broken must be deleted by a person, for the controller waits for it for ever.
/// </summary>
internal static class RolloutAbort
{
    /// <param name="start">Only where it is aborted before the first request was noted: whether that was carried out.</param>
    public static OperationMove Next(Operation operation, StatefulSetOverview set, StartFacts? start, DateTimeOffset now)
    {
        var rollout = operation.Rollout!;
        if (rollout.TargetRevision.Length == 0)
        {
            return FromStart(operation, set, start, now);
        }

        if (!string.Equals(set.UpdateRevision, rollout.FromRevision, StringComparison.Ordinal))
        {
            return string.Equals(set.UpdateRevision, rollout.TargetRevision, StringComparison.Ordinal)
                ? new OperationMove.Send(new StepWrite.RestoreTemplate(rollout.FromRevision))
                : new OperationMove.Note(operation.End(OperationState.Aborted, Statement.Of(StatementCode.AbortTemplateChanged, set.UpdateRevision), now));
        }

        if (set.Phase == StatefulSetPhase.Blocked && set.Explanation.Subject is { } trap)
        {
            return new OperationMove.Wait(Statement.Of(StatementCode.AbortNeedsPod, trap, rollout.FromRevision));
        }

        var behind = set.Slots.LastOrDefault(slot => slot.InRange && (!slot.Available || slot.IsTerminating || slot.Revision != rollout.FromRevision));
        return behind is null
            ? new OperationMove.Note(operation.End(
                OperationState.Aborted, Statement.Of(StatementCode.AbortDone, rollout.FromRevision, set.Partition.ToString(CultureInfo.InvariantCulture)), now))
            : new OperationMove.Wait(Statement.Of(StatementCode.AbortWaits, behind.PodName, rollout.FromRevision), set.NextChangeAt);
    }

    private static OperationMove FromStart(Operation operation, StatefulSetOverview set, StartFacts? start, DateTimeOffset now) =>
        start is null || set.Generation < start.Generation ? new OperationMove.Wait(Statement.Of(StatementCode.WaitObserved))
        : start.IsDone ? new OperationMove.Note(operation with { Generation = start.Generation, Rollout = operation.Rollout! with { TargetRevision = set.UpdateRevision } })
        : new OperationMove.Note(operation.End(OperationState.Aborted, Statement.Of(StatementCode.OperationStoppedAt, operation.Step), now));
}
