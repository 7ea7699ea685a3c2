using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Domain.Operations;

/// <summary>
/// A partitioned rollout, step by step: start, then for each partition release and gate, then the end. Pure: the same record and
/// the same cluster give the same move, so it can be stopped anywhere and go on anywhere.
/// </summary>
public static class RolloutDriver
{
    public static OperationMove Next(Operation operation, RolloutFacts facts, DateTimeOffset now)
    {
        if (facts.Set is not { } set || set.Uid != operation.Uid)
        {
            return End(operation, OperationState.Failed, Statement.Of(StatementCode.OperationSetGone, operation.Name.Name), now);
        }

        if (set.Phase == StatefulSetPhase.Deleting)
        {
            return End(operation, OperationState.Failed, Statement.Of(StatementCode.RefusedDeleting, set.Name.Name), now);
        }

        if (set.Phase == StatefulSetPhase.Unknown)
        {
            return new OperationMove.Wait(Statement.Of(StatementCode.WaitUnread, string.Join(", ", set.Unread.Resources())));
        }

        // what was written last is not seen yet: nothing is decided on an older state
        if (set.Generation < operation.Generation || !set.IsObserved)
        {
            return new OperationMove.Wait(Statement.Of(StatementCode.WaitObserved));
        }

        return operation.Rollout!.IsAborting ? RolloutAbort.Next(operation, set, facts.Start, now)
            : operation.Step == StepKey.Start ? Start(operation, set, facts.Start, now)
            : operation.Step == StepKey.Finish ? Finish(operation, set, now)
            : Step(operation, set, now);
    }

    /// <summary>The partition that a person is asked to let through; null where nobody is asked.</summary>
    public static int? AwaitedPartition(Operation operation) =>
        operation.State == OperationState.WaitingForApproval ? Partitions(operation).Where(partition => operation.Step == StepKey.Release(partition)).Select(partition => (int?)partition).FirstOrDefault() : null;

    private static OperationMove Start(Operation operation, StatefulSetOverview set, StartFacts? read, DateTimeOffset now)
    {
        var rollout = operation.Rollout!;
        if (read is null || set.Generation < read.Generation)
        {
            return new OperationMove.Wait(Statement.Of(StatementCode.WaitObserved));
        }

        if (read.IsDone)
        {
            var started = operation.AtStep(StepKey.Release(Partitions(operation)[0]), now, Statement.Of(StatementCode.LogStarted, set.UpdateRevision, Number(set.Partition)));
            return new OperationMove.Note(started with
            {
                Generation = read.Generation,
                Rollout = rollout with { TargetRevision = set.UpdateRevision, Restarts = OperationChanges.RestartsOf(set) },
            });
        }

        return read.Generation == operation.Generation
            ? new OperationMove.Send(new StepWrite.StartRollout(rollout.FirstPartition))
            : End(operation, OperationState.Failed, Statement.Of(StatementCode.OperationChangedBefore), now);
    }

    private static OperationMove Step(Operation operation, StatefulSetOverview set, DateTimeOffset now)
    {
        var partitions = Partitions(operation);
        var rollout = operation.Rollout!;
        if (!string.Equals(set.UpdateRevision, rollout.TargetRevision, StringComparison.Ordinal))
        {
            return Hold(operation, Statement.Of(StatementCode.HeldTemplateChanged, set.UpdateRevision, rollout.TargetRevision), now);
        }

        if (rollout.Replicas is { } planned && set.Replicas != planned)
        {
            return Hold(operation, Statement.Of(StatementCode.HeldScaled, Number(set.Replicas), Number(planned)), now);
        }

        for (var index = 0; index < partitions.Count; index++)
        {
            if (operation.Step == StepKey.Release(partitions[index]))
            {
                return Release(operation, set, partitions, index, now);
            }

            if (operation.Step == StepKey.Gate(partitions[index]))
            {
                return Gate(operation, set, partitions, index, now);
            }
        }

        return End(operation, OperationState.Failed, Statement.Of(StatementCode.OperationUnknownStep, operation.Step), now);
    }

    private static OperationMove Release(Operation operation, StatefulSetOverview set, IReadOnlyList<int> partitions, int index, DateTimeOffset now)
    {
        var (partition, before) = (partitions[index], index == 0 ? operation.Rollout!.FirstPartition : partitions[index - 1]);
        if (set.Partition == partition)
        {
            return new OperationMove.Note(operation.AtStep(StepKey.Gate(partition), now, Statement.Of(StatementCode.LogReleased, Number(partition))) with { Generation = set.Generation });
        }

        if (set.Partition != before)
        {
            return Hold(operation, Statement.Of(StatementCode.HeldPartitionChanged, Number(set.Partition), Number(before)), now);
        }

        // pods may have failed since the gate was passed, while a person was waited for
        if (index > 0 && RolloutGate.Judge(set, operation.Rollout!, TimeSpan.Zero, now) is { } verdict && (verdict.Fault ?? verdict.WaitsFor) is { } trouble)
        {
            return verdict.Fault is null ? new OperationMove.Wait(trouble, verdict.At) : Hold(operation, trouble, now);
        }

        if (NeedsApproval(operation, partitions, index))
        {
            return operation.State == OperationState.WaitingForApproval
                ? new OperationMove.Wait(operation.Reason ?? Statement.Of(StatementCode.WaitApproval, Number(partition)))
                : new OperationMove.Note(operation with { State = OperationState.WaitingForApproval, Reason = Statement.Of(StatementCode.WaitApproval, Number(partition)) });
        }

        return new OperationMove.Send(new StepWrite.SetPartition(partition));
    }

    private static bool NeedsApproval(Operation operation, IReadOnlyList<int> partitions, int index)
    {
        var intent = (RolloutIntent)operation.Intent;
        var isAppended = index == intent.Partitions.Count;
        return index > 0 && (intent.NeedsApproval || isAppended) && operation.Rollout!.ApprovedPartition != partitions[index];
    }

    private static OperationMove Gate(Operation operation, StatefulSetOverview set, IReadOnlyList<int> partitions, int index, DateTimeOffset now)
    {
        if (set.Partition != partitions[index])
        {
            return Hold(operation, Statement.Of(StatementCode.HeldPartitionChanged, Number(set.Partition), Number(partitions[index])), now);
        }

        var verdict = RolloutGate.Judge(set, operation.Rollout!, ((RolloutIntent)operation.Intent).Soak, now);
        if (verdict.Fault is { } fault)
        {
            return Hold(operation, fault, now);
        }

        if (verdict.WaitsFor is { } reason)
        {
            return new OperationMove.Wait(reason, verdict.At);
        }

        var next = index + 1 < partitions.Count ? StepKey.Release(partitions[index + 1]) : StepKey.Finish;
        return new OperationMove.Note(operation.AtStep(next, now, Statement.Of(StatementCode.LogGatePassed, Number(partitions[index]))));
    }

    private static OperationMove Finish(Operation operation, StatefulSetOverview set, DateTimeOffset now) =>
        !string.Equals(set.UpdateRevision, operation.Rollout!.TargetRevision, StringComparison.Ordinal)
            ? Hold(operation, Statement.Of(StatementCode.HeldTemplateChanged, set.UpdateRevision, operation.Rollout.TargetRevision), now)
        : string.Equals(set.CurrentRevision, set.UpdateRevision, StringComparison.Ordinal)
            ? End(operation, OperationState.Done, Statement.Of(StatementCode.RolloutDone, set.UpdateRevision), now)
            : new OperationMove.Wait(Statement.Of(StatementCode.WaitFinish, set.UpdateRevision));

    private static OperationMove.Note Hold(Operation operation, Statement why, DateTimeOffset now) => new(operation.Hold(why, now));

    private static OperationMove.Note End(Operation operation, OperationState state, Statement why, DateTimeOffset now) => new(operation.End(state, why, now));

    private static IReadOnlyList<int> Partitions(Operation operation) => RolloutPlanner.Partitions((RolloutIntent)operation.Intent);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
