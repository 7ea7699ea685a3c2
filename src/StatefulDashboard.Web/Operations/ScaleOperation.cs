using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

/// <summary>Scaling: planned from the newest view, checked by the server, done by one patch of /scale that carries uid and resourceVersion.</summary>
public sealed partial class ScaleOperation(
    ClusterDirectory clusters, IClusterReader reader, DashboardSettings settings, OperationTexts texts, ILogger<ScaleOperation> logger) : IScaleOperation
{
    /// <summary>Status writes move the resourceVersion all the time during a rollout: so often is a conflict tried again while uid and generation stand.</summary>
    private const int Tries = 5;

    public ActionPlan? Plan(Person person, string clusterId, ScaleIntent intent) =>
        reader.Read(person, clusterId)?.Sets.GetValueOrDefault(intent.Name) is { } set ? ScalePlanner.Plan(set, intent) : null;

    public async Task<PlanPreview?> PreviewAsync(Person person, string clusterId, ScaleIntent intent, CancellationToken cancellationToken)
    {
        if (Plan(person, clusterId, intent) is not { } plan)
        {
            return null;
        }

        return new(plan, plan.Refusal is null ? await SendAsync(clusterId, plan, intent, dryRun: true, cancellationToken) : null);
    }

    public async Task<ActionOutcome> ExecuteAsync(
        Person person, string clusterId, ActionPlan confirmed, ScaleIntent intent, string? typedName, CancellationToken cancellationToken)
    {
        if (settings.Security.ReadOnly)
        {
            return new(OutcomeKind.Refused, texts.ReadOnly);
        }

        if (reader.Read(person, clusterId) is not { } view || !view.Sets.TryGetValue(intent.Name, out var set))
        {
            return new(OutcomeKind.Refused, texts.Gone(intent.Name.ToString()));
        }

        // the newest state decides, not what a browser sends back
        var plan = ScalePlanner.Plan(set, intent);
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
        LogWrite(person.Name, clusterId, intent.Name.ToString(), intent.Replicas, outcome.Kind, outcome.Message);
        return outcome;
    }

    private static bool SameDangers(ActionPlan confirmed, ActionPlan plan) =>
        plan.Hazards.Where(hazard => hazard.Severity == Severity.Danger).All(hazard => confirmed.Hazards.Contains(hazard));

    private async Task<ActionOutcome> SendAsync(string clusterId, ActionPlan plan, ScaleIntent intent, bool dryRun, CancellationToken cancellationToken)
    {
        using var hold = clusters.Hold(clusterId);
        if (hold?.Connection is not { } connection)
        {
            return new(OutcomeKind.Refused, texts.Gone(clusterId));
        }

        var client = connection.Client;
        var resourceVersion = connection.Board.Current.Sets.GetValueOrDefault(intent.Name)?.ResourceVersion;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var result = await client.ScaleAsync(intent.Name, intent.Replicas, plan.Uid, resourceVersion, dryRun, cancellationToken);
                if (result is not WriteResult<Scale>.Conflict || attempt == Tries)
                {
                    return await OutcomeAsync(client, result, plan, intent, dryRun, cancellationToken);
                }

                var newest = await client.GetAsync(ResourceKinds.StatefulSets, intent.Name, cancellationToken);
                if (newest.Metadata.Uid != plan.Uid || newest.Metadata.Generation != plan.Generation)
                {
                    return new(OutcomeKind.Conflict, texts.Changed);
                }

                resourceVersion = newest.Metadata.ResourceVersion;
            }
        }
        catch (KubernetesException exception)
        {
            return new(OutcomeKind.Failed, exception.Message);
        }
    }

    private async Task<ActionOutcome> OutcomeAsync(
        KubernetesClient client, WriteResult<Scale> result, ActionPlan plan, ScaleIntent intent, bool dryRun, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case WriteResult<Scale>.Applied:
                return new(OutcomeKind.Applied, dryRun ? texts.Checked : texts.Applied);
            case WriteResult<Scale>.Conflict conflict:
                return new(OutcomeKind.Conflict, conflict.Status.Message);
            case WriteResult<Scale>.Refused refused when dryRun && refused.Status is { Code: 400 } && refused.Status.Message.Contains("side effects", StringComparison.Ordinal):
                return new(OutcomeKind.NotChecked, refused.Status.Message);
            case WriteResult<Scale>.Refused refused:
                return new(OutcomeKind.Refused, refused.Status.Message);
            case WriteResult<Scale>.Throttled throttled:
                return new(OutcomeKind.Refused, texts.Throttled(throttled.RetryAfter));
            case WriteResult<Scale>.Failed { MayHaveHappened: true } when !dryRun:
                // the answer was lost: the set itself tells
                var set = await client.GetAsync(ResourceKinds.StatefulSets, intent.Name, cancellationToken);
                return set.Metadata.Uid == plan.Uid && set.Spec.Replicas == intent.Replicas
                    ? new(OutcomeKind.Applied, texts.Applied)
                    : new(OutcomeKind.Failed, texts.NotDone);
            case WriteResult<Scale>.Failed failed:
                return new(OutcomeKind.Failed, failed.Message);
            default:
                throw new InvalidOperationException("An outcome that nobody thought of: " + result.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Write: {Person} scaled {Cluster} {Set} to {Replicas}: {Outcome} {Detail}")]
    private partial void LogWrite(string person, string cluster, string set, int replicas, OutcomeKind outcome, string detail);
}
