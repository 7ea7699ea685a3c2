using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

/// <summary>Asks for the rights that actions take, and lets the rules decide.</summary>
public sealed class ActionGate(ClusterDirectory clusters, IRights rights, DashboardSettings settings) : IActionGate
{
    private static readonly ActionKind[] Kinds = [ActionKind.Scale, ActionKind.Rollout, ActionKind.Deletion, ActionKind.PodDeletion];

    public async Task<ActionStates> StatesAsync(Person person, ClusterView view, StatefulSetOverview set, bool isGone, CancellationToken cancellationToken)
    {
        var isStale = view.Status.State != ClusterState.Live || !set.IsRead(UnreadKinds.StatefulSets);
        // what is settled without them needs no questions; a cluster that is stale could not answer
        var isSettled = settings.Security.ReadOnly || isGone || isStale;
        var known = isSettled ? [] : await AskAsync(person, view.Cluster.Id, [.. Kinds.SelectMany(kind => ActionNeeds.Of(kind, set.Name, set)).Distinct()], cancellationToken);
        var situation = new ActionSituation(
            person.Name, set, need => known.GetValueOrDefault(need), view.OperationOn(set.Name), set.Facts.Autoscalers is [var autoscaler, ..] ? autoscaler.Name : null,
            settings.Security.ReadOnly, isStale, isGone);
        return new(Of(ActionKind.Scale), Of(ActionKind.Rollout), Of(ActionKind.Deletion), Of(ActionKind.PodDeletion));

        ActionAvailability Of(ActionKind kind) => ActionAvailability.Of(kind, situation);
    }

    public async Task<Statement?> WhyNotAsync(
        Person person, ClusterConnection connection, ActionKind kind, NamespacedName name, StatefulSetOverview? set, CancellationToken cancellationToken)
    {
        var needs = ActionNeeds.Of(kind, name, set);
        var known = await AskAsync(person, connection, needs, cancellationToken);
        return ActionAvailability.WhyNot(person.Name, needs, need => known.GetValueOrDefault(need));
    }

    private async Task<Dictionary<ResourceAttributes, Right>> AskAsync(Person person, string clusterId, ResourceAttributes[] needs, CancellationToken cancellationToken)
    {
        try
        {
            using var hold = clusters.Hold(clusterId);
            return hold is null ? [] : await AskAsync(person, hold.Connection, needs, cancellationToken);
        }
        catch (ConfigurationFaultException)
        {
            return []; // its page says what is wrong with it; nothing is known of rights there
        }
    }

    private async Task<Dictionary<ResourceAttributes, Right>> AskAsync(Person person, ClusterConnection connection, IReadOnlyList<ResourceAttributes> needs, CancellationToken cancellationToken)
    {
        var answers = await rights.AskAsync(person, connection, needs, cancellationToken);
        return needs.Zip(answers).ToDictionary(pair => pair.First, pair => pair.Second);
    }
}
