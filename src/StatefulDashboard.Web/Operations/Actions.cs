using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

/// <summary>Scaling: planned from the newest view, checked by the server, done by one patch of /scale that carries uid and resourceVersion.</summary>
public sealed partial class Actions(
    ClusterDirectory clusters, IClusterReader reader, DashboardSettings settings, OperationTexts texts, TimeProvider time, ILogger<Actions> logger) : IActions
{
    public async Task<ActionPlan?> PlanAsync(Person person, string clusterId, ActionIntent intent, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(person, clusterId, cancellationToken))?.Sets.GetValueOrDefault(intent.Name) is { } set ? Plan(set, intent) : null;

    public async Task<PlanPreview?> PreviewAsync(Person person, string clusterId, ActionIntent intent, CancellationToken cancellationToken)
    {
        if (await PlanAsync(person, clusterId, intent, cancellationToken) is not { } plan)
        {
            return null;
        }

        return new(plan, plan.Refusal is null ? await SendAsync(clusterId, plan, intent, dryRun: true, cancellationToken) : null, []);
    }

    private static ActionPlan Plan(StatefulSetOverview set, ActionIntent intent) => intent switch
    {
        ScaleIntent scale => ScalePlanner.Plan(set, scale),
        _ => throw new NotSupportedException(intent.GetType().Name),
    };

    public async Task<ActionOutcome> ExecuteAsync(
        Person person, string clusterId, ActionPlan confirmed, ActionIntent intent, string? typedName, CancellationToken cancellationToken)
    {
        if (settings.Security.ReadOnly)
        {
            return new(OutcomeKind.Refused, texts.ReadOnly);
        }

        if (await reader.ReadAsync(person, clusterId, cancellationToken) is not { } view || !view.Sets.TryGetValue(intent.Name, out var set))
        {
            return new(OutcomeKind.Refused, texts.Gone(intent.Name.ToString()));
        }

        // the newest state decides, not what a browser sends back
        var plan = Plan(set, intent);
        if (view.Status.State == ClusterState.Stale)
        {
            return new(OutcomeKind.Refused, texts.Stale);
        }

        if (confirmed.Uid != set.Uid || confirmed.Generation != set.Generation || !confirmed.Consequences.Equals(plan.Consequences) || !SameDangers(confirmed, plan))
        {
            return new(OutcomeKind.Conflict, texts.Changed);
        }

        if (plan.Refusal is not null)
        {
            return new(OutcomeKind.Refused, texts.Of(plan.Refusal));
        }

        if (plan.NeedsName && !string.Equals(typedName, set.Name.Name, StringComparison.Ordinal))
        {
            return new(OutcomeKind.Refused, texts.NameMissing(set.Name.Name));
        }

        var outcome = await SendAsync(clusterId, plan, intent, dryRun: false, cancellationToken);
        LogWrite(person.Name, clusterId, intent.Name.ToString(), intent.Kind, outcome.Kind, outcome.Message);
        return outcome;
    }

    private static bool SameDangers(ActionPlan confirmed, ActionPlan plan) =>
        plan.Hazards.Where(hazard => hazard.Severity == Severity.Danger).All(hazard => confirmed.Hazards.Contains(hazard));

    private async Task<ActionOutcome> SendAsync(string clusterId, ActionPlan plan, ActionIntent intent, bool dryRun, CancellationToken cancellationToken)
    {
        using var hold = clusters.Hold(clusterId);
        if (hold?.Connection is not { } connection)
        {
            return new(OutcomeKind.Refused, texts.Gone(clusterId));
        }

        var version = connection.Board.Current.Sets.GetValueOrDefault(intent.Name)?.ResourceVersion ?? "";
        var basis = new WriteBasis(plan.Uid, version, plan.Generation);
        var result = await new GuardedWrites(connection.Client, time).ScaleAsync(intent.Name, ((ScaleIntent)intent).Replicas, basis, dryRun, cancellationToken);
        return OutcomeOf(result, dryRun);
    }

    private ActionOutcome OutcomeOf(WriteResult<Scale> result, bool dryRun) => result switch
    {
        WriteResult<Scale>.Applied => new(OutcomeKind.Applied, dryRun ? texts.Checked : texts.Applied),
        WriteResult<Scale>.Conflict => new(OutcomeKind.Conflict, texts.Changed),
        WriteResult<Scale>.NotChecked uncheckable => new(OutcomeKind.NotChecked, uncheckable.Status.Message),
        WriteResult<Scale>.Refused refused => new(OutcomeKind.Refused, refused.Status.Message),
        WriteResult<Scale>.Throttled throttled => new(OutcomeKind.Refused, texts.Throttled(throttled.RetryAfter)),
        WriteResult<Scale>.Failed failed => new(OutcomeKind.Failed, failed.Message),
        _ => throw new InvalidOperationException("An outcome that nobody thought of: " + result.GetType().Name),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Write: {Person} {Action} {Cluster} {Set}: {Outcome} {Detail}")]
    private partial void LogWrite(string person, string cluster, string set, ActionKind action, OutcomeKind outcome, string detail);
}
