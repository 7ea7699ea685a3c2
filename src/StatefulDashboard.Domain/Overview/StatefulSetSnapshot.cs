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
public sealed record StatefulSetSnapshot(
    StatefulSet Set,
    IReadOnlyList<Pod> Pods,
    IReadOnlyList<PersistentVolumeClaim> Claims,
    Func<string, PersistentVolume?> Volumes,
    Func<string, StorageClass?> Classes,
    Service? GoverningService,
    IReadOnlyList<EndpointSlice> EndpointSlices,
    Func<string, Node?> Nodes,
    IReadOnlyList<ControllerRevision> Revisions);
