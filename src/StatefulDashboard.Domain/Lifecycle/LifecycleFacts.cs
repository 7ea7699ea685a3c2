using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>What the life of a set's pods is told from, taken at one moment.</summary>
/// <param name="Template">Null where it is not read.</param>
/// <param name="Pods">Of the namespace; those that are not the set's do not matter.</param>
/// <param name="Nodes">By name; null answers mean what <paramref name="NodesAreRead"/> says.</param>
/// <param name="Attachments">Of volumes to nodes; empty where they may not be read.</param>
public sealed record LifecycleFacts(
    StatefulSetOverview Set,
    StatefulSetDetail? Template,
    IReadOnlyList<PodDetail> Pods,
    IReadOnlyList<Event> Warnings,
    Func<string, NodeDetail?> Nodes,
    bool NodesAreRead,
    IReadOnlyList<VolumeAttachment> Attachments);
