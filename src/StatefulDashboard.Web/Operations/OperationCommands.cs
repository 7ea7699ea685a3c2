using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

/// <summary>Commands are changes of the record, written in the name of whoever gives them; whoever drives it reads them.</summary>
public sealed partial class OperationCommands(
    ClusterDirectory clusters, IClusterReader reader, IPersonClients people, OperationStore store, DashboardSettings settings, OperationTexts texts, TimeProvider time, ILogger<OperationCommands> logger) : IOperations
{
    private const int MostAttempts = 5;

    public async Task<ActionOutcome> CommandAsync(Person person, string clusterId, NamespacedName operation, OperationCommand command, CancellationToken cancellationToken)
    {
        if (settings.Security.ReadOnly)
        {
            return new(OutcomeKind.Refused, texts.ReadOnly);
        }

        using var hold = clusters.Hold(clusterId);
        if (await reader.ReadAsync(person, clusterId, cancellationToken) is not { } view || hold is null || !view.Operations.ContainsKey(operation) || people.Find(person.Name, hold.Connection) is not { } client)
        {
            return new(OutcomeKind.Refused, texts.NoOperation(operation.Name));
        }

        try
        {
            var outcome = await WriteAsync(person, client, view, operation, command, cancellationToken);
            LogCommand(person.Name, command, clusterId, operation.ToString(), outcome.Kind, outcome.Message);
            return outcome;
        }
        catch (KubernetesException fault)
        {
            return new(OutcomeKind.Failed, fault.Message);
        }
    }

    // whoever drives it writes the record too: what was wished is wished of the newer one as well, as long as its state allows it
    private async Task<ActionOutcome> WriteAsync(
        Person person, KubernetesClient client, ClusterView view, NamespacedName operation, OperationCommand command, CancellationToken cancellationToken)
    {
        int? approved = null;
        for (var attempt = 1; ; attempt++)
        {
            if (await store.ReadAsync(client, operation, cancellationToken) is not { } stored)
            {
                return new(OutcomeKind.Refused, texts.NoOperation(operation.Name));
            }

            var awaited = command == OperationCommand.Approve ? RolloutDriver.AwaitedPartition(stored.Operation) : null;
            if (Changed(stored.Operation, command, person.Name, view.Sets.GetValueOrDefault(stored.Operation.Name)) is not { } changed || attempt > 1 && awaited != approved)
            {
                return new(OutcomeKind.Refused, texts.NotNow); // what is approved is the step that was seen, no later one
            }

            approved = awaited;
            var result = await store.UpdateAsync(client, stored, changed, cancellationToken);
            if (result is WriteResult<ConfigMap>.Conflict && attempt < MostAttempts)
            {
                continue;
            }

            if (result is WriteResult<ConfigMap>.Applied && changed.IsOver)
            {
                await new SetLease(changed.Name, changed.Uid, changed.Id, "", settings.Operations, time).RemoveAsync(client, cancellationToken);
            }

            return Outcomes.Of(result, texts, dryRun: false);
        }
    }

    public async Task<string?> ReceiptAsync(Person person, string clusterId, NamespacedName operation, CancellationToken cancellationToken)
    {
        using var hold = clusters.Hold(clusterId);
        if (await reader.ReadAsync(person, clusterId, cancellationToken) is not { } view || hold is null || !view.Operations.ContainsKey(operation) || people.Find(person.Name, hold.Connection) is not { } client)
        {
            return null;
        }

        return await Receipts.ReadAsync(client, store.Seal, operation, cancellationToken) is var (receipt, _) ? Receipts.Yaml(receipt) : null;
    }

    /// <summary>The record after the command; null where its state does not allow it.</summary>
    private Operation? Changed(Operation operation, OperationCommand command, string by, StatefulSetOverview? set)
    {
        var now = time.GetUtcNow();
        return (command, operation.State) switch
        {
            (OperationCommand.Pause, OperationState.Running or OperationState.WaitingForApproval or OperationState.Aborting or OperationState.Held) => operation.Pause(by, now),
            (OperationCommand.Resume, OperationState.Paused) => operation.Resume(by, now),
            (OperationCommand.Retry, OperationState.Held) => operation.Retry(by, set, now),
            (OperationCommand.Approve, OperationState.WaitingForApproval) when RolloutDriver.AwaitedPartition(operation) is { } partition => operation.Approve(partition, by, now),
            (OperationCommand.Abort, OperationState.Running or OperationState.WaitingForApproval or OperationState.Held or OperationState.Paused) => operation.Abort(by, now),
            _ => null,
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Command: {Person} {Command} on {Cluster}, operation {Operation}: {Outcome} {Detail}")]
    private partial void LogCommand(string person, OperationCommand command, string cluster, string operation, OutcomeKind outcome, string detail);
}
