using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Workloads;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Api;

/// <summary>A row of the overview as programs get it: what holds state, of whichever kind. A set's own document says more of it.</summary>
/// <param name="Kind">statefulSet, deployment or daemonSet.</param>
/// <param name="Shape">identityAndStorage, identityInMemory, singleWithClaim, perNode, sharedClaim or sessionsInMemory.</param>
/// <param name="Phase">As a set's; of the other kinds only deleting, stalled, rollingOut, degraded and steady.</param>
/// <param name="Reason">Of a set its explanation; of the others where its state is, and what becomes of it.</param>
/// <param name="Ready">Pods that are ready; of a set those that are available.</param>
/// <param name="Desired">Pods that there should be.</param>
/// <param name="Claims">Those that the template names; of a set, these are the ones that all its pods share.</param>
/// <param name="NodePaths">Directories of the nodes in which it keeps data.</param>
/// <param name="Services">Those that send each client to the same replica.</param>
public sealed record WorkloadDocument(
    string Cluster, string Kind, string Name, string Namespace, string Uid, string Shape, string Phase, bool NeedsAttention, Statement Reason, ValueList<Notice> Notices,
    int Ready, int Desired, ValueList<WorkloadClaim> Claims, ValueList<string> NodePaths, ValueList<string> Services, bool Stale)
{
    internal static WorkloadDocument Of(ClusterView view, StatefulSetOverview set) => new(
        view.Cluster.Id, StatefulSetDocuments.Word(WorkloadKind.StatefulSet), set.Name.Name, set.Name.Namespace, set.Uid, StatefulSetDocuments.Word(WorkloadShapes.Of(set)),
        StatefulSetDocuments.Word(set.Phase), Attention.IsNeeded(set), set.Explanation.Headline, set.Notices, set.AvailableReplicas, set.Replicas,
        set.SharedClaims.Select(WorkloadClaim.Unread).ToValueList(), [], [], view.Status.State == ClusterState.Stale);

    internal static WorkloadDocument Of(ClusterView view, StatefulWorkload other) => new(
        view.Cluster.Id, StatefulSetDocuments.Word(other.Kind), other.Name.Name, other.Name.Namespace, other.Uid, StatefulSetDocuments.Word(other.Shape),
        StatefulSetDocuments.Word(other.Phase), Attention.IsNeeded(other), other.Reason, other.Notices, other.Ready, other.Desired,
        other.Claims, other.NodePaths, other.Services, view.Status.State == ClusterState.Stale);

    /// <summary>All of a view, or of one namespace of it; by name.</summary>
    internal static IEnumerable<WorkloadDocument> All(ClusterView view, Func<NamespacedName, bool> wanted) =>
        view.Sets.Values.Where(set => wanted(set.Name)).Select(set => Of(view, set))
            .Concat(view.Workloads.Values.Where(other => wanted(other.Name)).Select(other => Of(view, other)));

    /// <summary>Null where there is none of this name.</summary>
    internal static WorkloadDocument? Find(ClusterView view, WorkloadName name) =>
        name.Kind == WorkloadKind.StatefulSet
            ? view.Sets.TryGetValue(name.Name, out var set) ? Of(view, set) : null
            : view.Workloads.TryGetValue(name, out var other) ? Of(view, other) : null;
}
