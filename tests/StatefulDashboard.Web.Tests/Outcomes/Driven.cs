using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>
/// Carries out a plan of several steps as the dashboard does: its own drivers decide, and what they want sent must be among the plan's requests,
/// in that order. A person approves whatever is asked.
/// </summary>
internal sealed class Driven : ICarryOut
{
    private const int MostMoves = 2000;

    /// <summary>Longer than anything takes that goes on by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public (string Text, Operation? Operation) Run(OutcomeCluster cluster, ActionPlan plan, ActionIntent intent, History history)
    {
        var writes = new PlannedWrites(plan);
        var operation = Begin(cluster, plan, intent);
        for (var moves = 0; moves < MostMoves && operation is { IsOver: false, State: not OperationState.Held }; moves++)
        {
            var set = cluster.Overview(plan.Name.Name);
            var now = cluster.Time.GetUtcNow();
            switch (Facts.Next(cluster, operation, set, now))
            {
                case OperationMove.Note { Operation.State: OperationState.WaitingForApproval } asked:
                    operation = asked.Operation.Approve(RolloutDriver.AwaitedPartition(asked.Operation)!.Value, "somebody", now);
                    break;
                case OperationMove.Note note:
                    operation = note.Operation;
                    break;
                case OperationMove.Send send:
                    operation = Send(cluster, writes, operation, send.Write, history);
                    break;
                case OperationMove.Wait wait when !Wait(cluster, wait, now):
                    return ($"waits in {operation.Step}: {Case.Text(wait.Reason)}", operation);
            }
        }

        return ($"{operation.State} in {operation.Step}{(operation.Reason is { } reason ? ": " + Case.Text(reason) : "")}", operation);
    }

    private static Operation Begin(OutcomeCluster cluster, ActionPlan plan, ActionIntent intent)
    {
        var set = cluster.Overview(plan.Name.Name)!;
        var now = cluster.Time.GetUtcNow();
        var operation = new Operation(
            "abc123", plan.Kind, plan.Name, plan.Uid, plan.Generation, intent, plan.Steps, plan.Kind == ActionKind.Rollout ? StepKey.Start : StepKey.Retain, now,
            OperationState.Running, null, "somebody", "somebody", now, null, []);
        return intent is RolloutIntent rollout
            ? operation with { Rollout = new(set.CurrentRevision, "", RolloutPlanner.FirstPartition(set, rollout), OperationChanges.RestartsOf(set)) }
            : operation with { Deletion = new(Facts.Claims(cluster, set), set.Replicas) };
    }

    private static Operation Send(OutcomeCluster cluster, PlannedWrites writes, Operation operation, StepWrite write, History history)
    {
        var request = writes.Find(write, operation);
        var (code, body) = cluster.Send(request);
        code.ShouldBeInRange(200, 299, $"{request.Method} {request.Path} {request.Body}\n{body}");
        history.Note(operation.Step);
        var sent = operation with { Generation = cluster.Overview(operation.Name.Name)?.Generation ?? operation.Generation };
        return write switch
        {
            StepWrite.StartRollout => sent with { Rollout = sent.Rollout! with { IsStarted = true } },
            StepWrite.SetReplicas replicas => sent with { Deletion = sent.Deletion! with { Replicas = replicas.Replicas } },
            _ => sent,
        };
    }

    /// <returns>Whether anything has changed, or may have by now.</returns>
    private static bool Wait(OutcomeCluster cluster, OperationMove.Wait wait, DateTimeOffset now)
    {
        var version = cluster.Store.Version;
        var limit = wait.At - now is { } until && until < Patience ? until + TimeSpan.FromMilliseconds(1) : Patience;
        return cluster.Time.RunUntil(() => cluster.Store.Version != version, limit) || limit != Patience;
    }
}
