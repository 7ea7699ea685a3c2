using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Parts;

/// <summary>How the pods of a set live.</summary>
public sealed class LifecyclePart(PartReader reader) : Part<SetLifecycle>(reader)
{
    public override string Name => "pods";

    public override bool IsOfSet => true;

    protected internal override Func<ClusterView, DateTimeOffset, SetLifecycle?> Follow(LiveObjects objects, PartAddress address)
    {
        var name = address.Set!.Value;
        var sets = objects.Follow(ResourceKinds.StatefulSetDetails with { FieldSelector = "metadata.name=" + name.Name }, name.Namespace);
        var pods = objects.Follow(ResourceKinds.PodDetails with { LabelSelector = objects.PodSelector }, name.Namespace);
        var warnings = objects.Follow(ResourceKinds.PodWarnings, name.Namespace);
        var nodes = objects.Follow(ResourceKinds.NodeDetails, null);
        var attachments = objects.Follow(ResourceKinds.VolumeAttachments, null);
        return (view, now) => view.Sets.GetValueOrDefault(name) is { } set
            ? LifecycleReader.Read(
                new(set, sets.Find(name), pods.Items, warnings.Items, node => nodes.Find(new("", node)), nodes.IsRead, attachments.Items),
                now)
            : null;
    }
}
