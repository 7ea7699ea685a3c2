using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Workloads;

/// <summary>A workload that holds state and is no StatefulSet, at one moment. Compares by value.</summary>
/// <param name="Phase">Only those that a StatefulSet can have as well: Deleting, Stalled, RollingOut, Degraded or Steady.</param>
/// <param name="Reason">Why it is listed: where its state is, and what becomes of it.</param>
/// <param name="Desired">Pods that there should be; for a DaemonSet one for each of its nodes.</param>
/// <param name="Claims">By their order in the template.</param>
/// <param name="NodePaths">Directories of the nodes in which it keeps data.</param>
/// <param name="Services">Those that send each client to the same replica; by name.</param>
/// <param name="Images">Of its containers.</param>
public sealed record StatefulWorkload(
    WorkloadKind Kind,
    NamespacedName Name,
    string Uid,
    DateTimeOffset? CreatedAt,
    WorkloadShape Shape,
    StatefulSetPhase Phase,
    Statement Reason,
    ValueList<Notice> Notices,
    int Ready,
    int Desired,
    ValueList<WorkloadClaim> Claims,
    ValueList<string> NodePaths,
    ValueList<string> Services,
    ValueList<string> Images)
{
    public WorkloadName Key => new(Name, Kind);

    /// <summary>Null where the Deployment is not known to hold state.</summary>
    /// <param name="claimOf">The claim of a name; null where there is none.</param>
    /// <param name="services">Those of its namespace that have a session affinity; by name.</param>
    public static StatefulWorkload? From(Deployment deployment, Func<string, PersistentVolumeClaim?> claimOf, IEnumerable<Service> services, UnreadKinds unread) =>
        DeploymentRules.Of(deployment, new(claimOf, services, unread));

    /// <summary>Null where the DaemonSet is not known to hold state.</summary>
    /// <inheritdoc cref="From(Deployment, Func{string, PersistentVolumeClaim?}, IEnumerable{Service}, UnreadKinds)"/>
    public static StatefulWorkload? From(DaemonSet daemonSet, Func<string, PersistentVolumeClaim?> claimOf, UnreadKinds unread) =>
        DaemonSetRules.Of(daemonSet, new(claimOf, [], unread));
}
