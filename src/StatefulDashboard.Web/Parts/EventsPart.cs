using StatefulDashboard.Domain.Events;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Parts;

/// <summary>The events of a set and of what belongs to it; with "object" and "type" only some of them.</summary>
public sealed class EventsPart(PartReader reader) : Part<SetEvents>(reader)
{
    public const string ObjectQuery = "object";
    public const string TypeQuery = "type";

    public override string Name => "events";

    public override bool IsOfSet => true;

    public override IReadOnlyList<string> QueryNames { get; } = [ObjectQuery, TypeQuery];

    protected internal override Func<ClusterView, DateTimeOffset, SetEvents?> Follow(LiveObjects objects, PartAddress address)
    {
        var set = address.Set!.Value;
        var filter = new EventFilter(address.Query.Get(ObjectQuery) ?? "", address.Query.Get(TypeQuery) ?? "");
        var events = objects.Follow(ResourceKinds.Events with { FieldSelector = filter.FieldSelector }, set.Namespace);
        return (view, _) => view.Sets.TryGetValue(set, out var overview) ? SetEvents.Of(overview, events.Items, filter) : null;
    }
}
