using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>What the API server says about one set and what belongs to it, taken at one moment.</summary>
/// <param name="Pods">Pods whose name is one of the set's and that it controls (or would adopt).</param>
/// <param name="Claims">Claims whose name is exactly one that a template of the set makes.</param>
/// <param name="Volumes">By name; at least those that the claims name.</param>
/// <param name="Classes">By name.</param>
/// <param name="GoverningService">The Service that spec.serviceName names; null when there is none.</param>
/// <param name="EndpointSlices">Those of the governing Service.</param>
/// <param name="Nodes">By name; at least those that the pods are on.</param>
/// <param name="Revisions">Those that the set controls.</param>
/// <param name="Unread">Kinds of which nothing is known; what the other parameters say of them does not count.</param>
public sealed record StatefulSetSnapshot(
    StatefulSet Set,
    IReadOnlyList<Pod> Pods,
    IReadOnlyList<PersistentVolumeClaim> Claims,
    Func<string, PersistentVolume?> Volumes,
    Func<string, StorageClass?> Classes,
    Service? GoverningService,
    IReadOnlyList<EndpointSlice> EndpointSlices,
    Func<string, Node?> Nodes,
    IReadOnlyList<ControllerRevision> Revisions,
    UnreadKinds Unread = UnreadKinds.None)
{
    /// <summary>Those that select pods of the set; by name.</summary>
    public IReadOnlyList<PodDisruptionBudget> Budgets { get; init; } = [];

    /// <summary>Those whose target is the set.</summary>
    public IReadOnlyList<HorizontalPodAutoscaler> Autoscalers { get; init; } = [];

    /// <summary>Those that select pods of the set, the governing one included; by name.</summary>
    public IReadOnlyList<Service> Services { get; init; } = [];

    /// <summary>What the set's controller could not make, and why; of any time.</summary>
    public IReadOnlyList<CreationFailure> Failures { get; init; } = [];

    public bool IsRead(UnreadKinds kind) => !Unread.HasFlag(kind);

    /// <summary>Without what may be an old state of a kind that can no longer be read.</summary>
    internal StatefulSetSnapshot WithoutUnread() => Unread == UnreadKinds.None ? this : this with
    {
        Unread = Unread.OfSets(),
        Pods = IsRead(UnreadKinds.Pods) ? Pods : [],
        Claims = IsRead(UnreadKinds.PersistentVolumeClaims) ? Claims : [],
        Volumes = IsRead(UnreadKinds.PersistentVolumes) ? Volumes : _ => null,
        Classes = IsRead(UnreadKinds.StorageClasses) ? Classes : _ => null,
        GoverningService = IsRead(UnreadKinds.Services) ? GoverningService : null,
        EndpointSlices = IsRead(UnreadKinds.EndpointSlices) ? EndpointSlices : [],
        Services = IsRead(UnreadKinds.Services) ? Services : [],
        Budgets = IsRead(UnreadKinds.PodDisruptionBudgets) ? Budgets : [],
        Failures = IsRead(UnreadKinds.Events) ? Failures : [],
        Autoscalers = IsRead(UnreadKinds.HorizontalPodAutoscalers) ? Autoscalers : [],
        Nodes = IsRead(UnreadKinds.Nodes) ? Nodes : _ => null,
        Revisions = IsRead(UnreadKinds.ControllerRevisions) ? Revisions : [],
    };
}
