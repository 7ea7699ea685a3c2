using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

/// <summary>Says which actions a person can begin: the same for the buttons of a page and for a request that comes past them.</summary>
public interface IActionGate
{
    /// <param name="isGone">The set was deleted while somebody looked.</param>
    Task<ActionStates> StatesAsync(Person person, ClusterView view, StatefulSetOverview set, bool isGone, CancellationToken cancellationToken);

    /// <summary>The rights that the person lacks for this, as a button would say it; null when none.</summary>
    /// <param name="set">Null where it is not there (yet).</param>
    Task<Statement?> WhyNotAsync(Person person, ClusterConnection connection, ActionKind kind, NamespacedName name, StatefulSetOverview? set, CancellationToken cancellationToken);
}
