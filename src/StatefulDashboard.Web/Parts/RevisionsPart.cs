using StatefulDashboard.Domain.Revisions;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Parts;

/// <summary>The revisions of a set with their templates; "from" and "to" name the two that are compared.</summary>
public sealed class RevisionsPart(PartReader reader) : Part<SetRevisions>(reader)
{
    public const string FromQuery = "from";
    public const string ToQuery = "to";

    public override string Name => "revisions";

    public override bool IsOfSet => true;

    public override IReadOnlyList<string> QueryNames { get; } = [FromQuery, ToQuery];

    protected internal override Func<ClusterView, DateTimeOffset, SetRevisions?> Follow(LiveObjects objects, PartAddress address)
    {
        var set = address.Set!.Value;
        // each revision carries the labels of its template, which match the set's selector
        var details = objects.Follow(ResourceKinds.RevisionDetails with { LabelSelector = objects.SetSelector }, set.Namespace);
        var (from, to) = (address.Query.Get(FromQuery) ?? "", address.Query.Get(ToQuery) ?? "");
        var memory = new RevisionMemory();
        return (view, _) => view.Sets.TryGetValue(set, out var overview) ? SetRevisions.Of(overview, details.Items, from, to, memory) : null;
    }
}
