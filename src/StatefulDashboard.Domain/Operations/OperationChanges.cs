using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Operations;

/// <summary>The changes that an operation's record goes through. Pure; each adds to the log who did what, when.</summary>
public static class OperationChanges
{
    public static Operation AtStep(this Operation operation, string step, DateTimeOffset now, Statement? log = null) =>
        operation with { Step = step, StepSince = now, Reason = null, Log = log is null ? operation.Log : operation.Logged(now, "", log) };

    /// <summary>It stops by itself and waits for a person.</summary>
    public static Operation Hold(this Operation operation, Statement why, DateTimeOffset now) =>
        operation with { State = OperationState.Held, Reason = why, Log = operation.Logged(now, "", why) };

    public static Operation End(this Operation operation, OperationState state, Statement why, DateTimeOffset now) =>
        operation with { State = state, Reason = why, EndedAt = now, Step = state == OperationState.Done ? StepKey.Finish : operation.Step, Log = operation.Logged(now, "", why) };

    public static Operation Pause(this Operation operation, string by, DateTimeOffset now) =>
        Commanded(operation, OperationState.Paused, StatementCode.OperationPaused, by, now);

    /// <summary>It goes on where the cluster stands, in the name of who says so.</summary>
    public static Operation Resume(this Operation operation, string by, DateTimeOffset now) =>
        Commanded(operation, Moving(operation), StatementCode.OperationResumed, by, now) with { ActsFor = by, StepSince = now, Reason = null };

    /// <summary>What held it is looked at anew; restarts up to now are forgiven.</summary>
    public static Operation Retry(this Operation operation, string by, StatefulSetOverview? set, DateTimeOffset now) =>
        Commanded(operation, Moving(operation), StatementCode.OperationRetried, by, now) with
        {
            ActsFor = by,
            StepSince = now,
            Reason = null,
            Generation = set?.Generation ?? operation.Generation,
            Deletion = operation.Deletion is { } deletion && set is not null ? deletion with { Replicas = set.Replicas } : operation.Deletion,
            Rollout = operation.Rollout is { } rollout && set is not null ? rollout with { Restarts = RestartsOf(set), Replicas = set.Replicas } : operation.Rollout,
        };

    public static Operation Approve(this Operation operation, int partition, string by, DateTimeOffset now) =>
        Commanded(operation, OperationState.Running, StatementCode.OperationApproved, by, now) with
        {
            ActsFor = by,
            Reason = null,
            Rollout = operation.Rollout! with { ApprovedPartition = partition },
        };

    /// <summary>A rollout goes back to the revision before; anything else stays where it is, and is over.</summary>
    public static Operation Abort(this Operation operation, string by, DateTimeOffset now) => operation.Rollout is not null
        ? Commanded(operation, OperationState.Aborting, StatementCode.OperationAborted, by, now) with { ActsFor = by, StepSince = now, Reason = null, Rollout = operation.Rollout with { IsAborting = true } }
        : Commanded(operation, OperationState.Aborted, StatementCode.OperationAborted, by, now) with { EndedAt = now, Reason = Statement.Of(StatementCode.OperationStoppedAt, operation.Step) };

    public static ValueList<OperationEntry> Logged(this Operation operation, DateTimeOffset now, string by, Statement text)
    {
        var log = operation.Log.Append(new(now, by, text)).ToArray();
        return (log.Length > Operation.MostEntries ? log.Take(1).Concat(log.Skip(log.Length - Operation.MostEntries + 1)) : log).ToValueList();
    }

    /// <summary>What the pods have restarted until now.</summary>
    public static ValueList<PodRestarts> RestartsOf(StatefulSetOverview set) =>
        set.Slots.Where(slot => slot.HasPod && slot.Restarts > 0).Select(slot => new PodRestarts(slot.PodUid, slot.Restarts)).ToValueList();

    private static OperationState Moving(Operation operation) => operation.Rollout is { IsAborting: true } ? OperationState.Aborting : OperationState.Running;

    private static Operation Commanded(Operation operation, OperationState state, StatementCode code, string by, DateTimeOffset now) =>
        operation with { State = state, Log = operation.Logged(now, by, Statement.Of(code)) };
}
