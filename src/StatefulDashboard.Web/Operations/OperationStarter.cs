using System.Security.Cryptography;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

/// <summary>
/// Begins an operation: the Lease first, so that of two who begin at once one wins; then the receipt; then the record, which whoever
/// watches the cluster takes up. Nothing of the set is touched here.
/// </summary>
public sealed class OperationStarter(OperationRunner runner, OperationOptions options, OperationTexts texts, TimeProvider time)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A lease whose operation was never written belongs to somebody who is beginning it now, or who failed to.</summary>
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(60);

    public OperationSeal Seal => runner.Store.Seal;

    public async Task<ActionOutcome> BeginAsync(
        Person person, ClusterConnection connection, KubernetesClient client, StatefulSetOverview set, ActionPlan plan, ActionIntent intent, CancellationToken cancellationToken)
    {
        if (connection.Board.Current.OperationOn(set.Name) is { } other)
        {
            return new(OutcomeKind.Refused, texts.UnderWay(other.Id, other.StartedBy), other.Id);
        }

        try
        {
            var id = NewId();
            if (await PrepareAsync(id, person, client, set, plan, intent, cancellationToken) is not var (operation, receipt))
            {
                return new(OutcomeKind.Conflict, texts.Changed);
            }

            var lease = new SetLease(set.Name, set.Uid, id, runner.Identity, options, time);
            return await ReserveAsync(client, lease, cancellationToken) is { } refusal ? refusal
                : await WriteAsync(client, lease, operation, receipt, cancellationToken);
        }
        catch (KubernetesException fault)
        {
            return new(OutcomeKind.Failed, fault.Message);
        }
    }

    private async Task<(Operation Operation, SetReceipt? Receipt)?> PrepareAsync(
        string id, Person person, KubernetesClient client, StatefulSetOverview set, ActionPlan plan, ActionIntent intent, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var operation = new Operation(
            id, intent.Kind, set.Name, set.Uid, set.Generation, intent, plan.Steps, intent.Kind == ActionKind.Rollout ? StepKey.Start : StepKey.Retain, now,
            OperationState.Running, null, person.Name, person.Name, now, null, [new(now, person.Name, Statement.Of(StatementCode.OperationStarted, set.Name.ToString()))]);
        if (intent is RolloutIntent rollout)
        {
            return (operation with { Rollout = new(set.CurrentRevision, "", RolloutPlanner.FirstPartition(set, rollout), OperationChanges.RestartsOf(set)) { Replicas = set.Replicas } }, null);
        }

        return await Receipts.MakeAsync(client, set, now, cancellationToken) is var (receipt, claims)
            ? (operation with { Deletion = new(claims, set.Replicas) }, receipt)
            : null;
    }

    /// <returns>Null when the set is ours.</returns>
    private async Task<ActionOutcome?> ReserveAsync(KubernetesClient client, SetLease lease, CancellationToken cancellationToken)
    {
        var created = await client.CreateAsync(ResourceKinds.Leases, lease.Name.Namespace, lease.Body(), new WriteOptions(), cancellationToken);
        if (created is not WriteResult<Lease>.Conflict { AlreadyExists: true })
        {
            return created is WriteResult<Lease>.Applied ? null : Outcome(created);
        }

        if (await lease.ReadAsync(client, cancellationToken) is not { } there)
        {
            return new(OutcomeKind.Conflict, texts.Changed);
        }

        var otherId = there.Metadata.Labels.Get(OperationRecord.IdLabel) ?? "";
        var other = await runner.Store.ReadAsync(client, new(lease.Name.Namespace, otherId), cancellationToken);
        var isFree = other?.Operation.IsOver ?? time.GetUtcNow() - (there.Spec.RenewTime ?? there.Metadata.CreationTimestamp) > Beginning;
        return isFree && await lease.TakeOverAsync(client, there, cancellationToken)
            ? null
            : new(OutcomeKind.Refused, texts.UnderWay(otherId, other?.Operation.StartedBy ?? "?"), otherId);
    }

    private async Task<ActionOutcome> WriteAsync(KubernetesClient client, SetLease lease, Operation operation, SetReceipt? receipt, CancellationToken cancellationToken)
    {
        var kept = receipt is null ? null : await Receipts.WriteAsync(client, operation, receipt, runner.Store.Seal, time, cancellationToken);
        var result = kept is null or WriteResult<ConfigMap>.Applied ? await runner.Store.CreateAsync(client, operation, cancellationToken) : kept;
        if (result is WriteResult<ConfigMap>.Applied)
        {
            return new(OutcomeKind.Applied, texts.Begun, operation.Id);
        }

        await lease.RemoveAsync(client, cancellationToken);
        return Outcome(result);
    }

    private ActionOutcome Outcome<T>(WriteResult<T> result) => Outcomes.Of(result, texts, dryRun: false);

    private static string NewId() => RandomNumberGenerator.GetString(Letters, 10);
}
