using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

/// <summary>
/// Planned from the newest view, checked by the server, confirmed, checked against the newest view again, done in the name of the
/// person: by one request that carries uid and resourceVersion, or by an operation.
/// </summary>
public sealed partial class Actions(
    ClusterDirectory clusters, IClusterReader reader, IPersonClients people, IActionGate gate, OperationStarter starter, DashboardSettings settings, OperationTexts texts, TimeProvider time, ILogger<Actions> logger) : IActions
{
    public async Task<ActionPlan?> PlanAsync(Person person, string clusterId, ActionIntent intent, CancellationToken cancellationToken)
    {
        using var hold = clusters.Hold(clusterId);
        return hold is null ? null : (await MakeAsync(person, clusterId, hold.Connection, intent, cancellationToken))?.Plan;
    }

    public async Task<PlanPreview?> PreviewAsync(Person person, string clusterId, ActionIntent intent, CancellationToken cancellationToken)
    {
        using var hold = clusters.Hold(clusterId);
        if (hold is null || await MakeAsync(person, clusterId, hold.Connection, intent, cancellationToken) is not { } made)
        {
            return null;
        }

        return made.Plan.Refusal is not null ? new(made.Plan, null, [])
            : await gate.WhyNotAsync(person, hold.Connection, intent.Kind, intent.Name, made.Set, cancellationToken) is { } missing ? new(made.Plan, new(OutcomeKind.Refused, texts.Of(missing)), [])
            : people.Find(person.Name, hold.Connection) is { } client ? await new PlanCheck(client, texts).OfAsync(made.Plan, intent, made.Set, made.Receipt, cancellationToken)
            : new(made.Plan, new(OutcomeKind.Refused, texts.Nobody), []);
    }

    public async Task<ActionOutcome> ExecuteAsync(
        Person person, string clusterId, ActionPlan confirmed, ActionIntent intent, string? typedName, CancellationToken cancellationToken)
    {
        if (settings.Security.ReadOnly)
        {
            return new(OutcomeKind.Refused, texts.ReadOnly);
        }

        using var hold = clusters.Hold(clusterId);
        if (hold is null || await MakeAsync(person, clusterId, hold.Connection, intent, cancellationToken) is not { } made)
        {
            return new(OutcomeKind.Refused, texts.Gone(intent.Name.ToString()));
        }

        var outcome = Objection(hold.Connection, made, confirmed, typedName)
            ?? (await gate.WhyNotAsync(person, hold.Connection, intent.Kind, intent.Name, made.Set, cancellationToken) is { } missing ? new(OutcomeKind.Refused, texts.Of(missing))
                : people.Find(person.Name, hold.Connection) is { } client ? await SendAsync(person, hold.Connection, client, made, intent, cancellationToken)
                : new(OutcomeKind.Refused, texts.Nobody));
        LogWrite(person.Name, clusterId, intent.Name.ToString(), intent.Kind, outcome.OperationId, outcome.Kind, outcome.Message);
        return outcome;
    }

    // the newest state decides, not what a browser sends back
    private ActionOutcome? Objection(ClusterConnection connection, Made made, ActionPlan confirmed, string? typedName)
    {
        var plan = made.Plan;
        return connection.Board.Current.Status.State == ClusterState.Stale ? new(OutcomeKind.Refused, texts.Stale)
            : connection.Board.Current.OperationOn(plan.Name) is { } other && plan.Kind != ActionKind.PodDeletion ? new(OutcomeKind.Refused, texts.UnderWay(other.Id, other.StartedBy), other.Id)
            : confirmed.Kind != plan.Kind || confirmed.Name != plan.Name || confirmed.Uid != plan.Uid || confirmed.Generation != plan.Generation
                || !confirmed.Consequences.Equals(plan.Consequences) || !SameDangers(confirmed, plan) ? new(OutcomeKind.Conflict, texts.Changed)
            : plan.Refusal is not null ? new(OutcomeKind.Refused, texts.Of(plan.Refusal))
            : plan.NeedsName && !string.Equals(typedName, plan.Name.Name, StringComparison.Ordinal) ? new(OutcomeKind.Refused, texts.NameMissing(plan.Name.Name))
            : null;
    }

    private static bool SameDangers(ActionPlan confirmed, ActionPlan plan) =>
        plan.Hazards.Where(hazard => hazard.Severity == Severity.Danger).All(hazard => confirmed.Hazards.Contains(hazard));

    private async Task<ActionOutcome> SendAsync(Person person, ClusterConnection connection, KubernetesClient client, Made made, ActionIntent intent, CancellationToken cancellationToken)
    {
        var writes = new GuardedWrites(client, time);
        switch (intent)
        {
            case ScaleIntent scale:
                var basis = new WriteBasis(made.Plan.Uid, made.Set!.ResourceVersion, made.Plan.Generation);
                return Outcomes.Of(await writes.ScaleAsync(intent.Name, scale.Replicas, basis, dryRun: false, cancellationToken), texts, dryRun: false);
            case PodDeletionIntent pod:
                return Outcomes.Of(await writes.DeleteAsync(ResourceKinds.Pods, new(intent.Name.Namespace, pod.PodName), new(pod.PodUid), cancellationToken), texts, dryRun: false);
            case RestorationIntent:
                var manifest = PlanCheck.Manifest(made.Receipt!);
                return Outcomes.Of(await writes.CreateAsync(ResourceKinds.StatefulSets, intent.Name.Namespace, manifest, new WriteOptions(), cancellationToken), texts, dryRun: false);
            default:
                return await starter.BeginAsync(person, connection, client, made.Set!, made.Plan, intent, cancellationToken);
        }
    }

    private async Task<Made?> MakeAsync(Person person, string clusterId, ClusterConnection connection, ActionIntent intent, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(person, clusterId, cancellationToken) is not { } view)
        {
            return null;
        }

        if (intent is RestorationIntent restoration)
        {
            return await MakeRestorationAsync(person, connection, view, restoration, cancellationToken);
        }

        return view.Sets.TryGetValue(intent.Name, out var set) ? new(Planners.Plan(set, intent), set, null) : null;
    }

    private async Task<Made?> MakeRestorationAsync(Person person, ClusterConnection connection, ClusterView view, RestorationIntent intent, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(intent.Name.Namespace, intent.OperationId);
        if (!view.Operations.ContainsKey(key) || people.Find(person.Name, connection) is not { } client
            || await Receipts.ReadAsync(client, starter.Seal, key, cancellationToken) is not var (receipt, isSealed) || receipt.Name != intent.Name)
        {
            return null;
        }

        var claims = await client.ListAsync(ResourceKinds.PersistentVolumeClaims, intent.Name.Namespace, cancellationToken);
        var names = (claims.Items ?? []).Where(claim => !claim.Metadata.IsTerminating).Select(claim => claim.Metadata.Name).Where(name => OrdinalName.Split(name) is not null).ToHashSet(StringComparer.Ordinal);
        var pods = await client.ListAsync(ResourceKinds.Pods, intent.Name.Namespace, cancellationToken);
        var plan = RestorationPlanner.Plan(receipt, names, view.Sets.ContainsKey(intent.Name), time.GetUtcNow(), [.. (pods.Items ?? []).Where(pod => !pod.Metadata.IsTerminating).Select(pod => pod.Metadata.Name)]);
        return new(isSealed ? plan : plan with { Refusal = Statement.Of(StatementCode.ReceiptUnsealed) }, null, receipt);
    }

    /// <param name="Set">Null where there is none yet.</param>
    private sealed record Made(ActionPlan Plan, StatefulSetOverview? Set, SetReceipt? Receipt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Write: {Person} on {Cluster} {Set}: {Action} (operation {Operation}): {Outcome} {Detail}")]
    private partial void LogWrite(string person, string cluster, string set, ActionKind action, string? operation, OutcomeKind outcome, string detail);
}
