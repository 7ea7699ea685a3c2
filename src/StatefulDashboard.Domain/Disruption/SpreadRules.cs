using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>How a set's pods are spread over nodes and zones, and what the loss of one would take along.</summary>
internal sealed class SpreadRules(DisruptionFacts facts, IReadOnlyList<Member> members)
{
    private readonly Dictionary<string, NodeDetail> nodes = (facts.Nodes ?? []).ToDictionary(node => node.Metadata.Name, StringComparer.Ordinal);
    private readonly List<Member> placed = [.. members.Where(member => member.Node.Length > 0 && member.Pod.Status.Phase is not ("Succeeded" or "Failed"))];

    public IEnumerable<PlaceRow> Rows(DrainRules drains) => members
        .GroupBy(member => member.Node, StringComparer.Ordinal)
        .Select(group => Row(group.Key, group.Select(member => member.Ordinal).ToValueList(), drains))
        .OrderBy(row => row.Node.Length == 0).ThenBy(row => row.Zone, StringComparer.Ordinal).ThenBy(row => row.Node, StringComparer.Ordinal);

    public IEnumerable<Notice> Notices(StatefulSetOverview set)
    {
        if (placed.Count < 2)
        {
            return [];
        }

        var byNode = placed.GroupBy(member => member.Node, StringComparer.Ordinal).ToList();
        var byZone = placed.Select(member => (member, Zone: ZoneOf(member.Node))).Where(item => item.Zone.Length > 0).GroupBy(item => item.Zone, item => item.member, StringComparer.Ordinal).ToList();
        return Together(set, byNode, byZone).Concat(Majority(set, byNode, byZone));
    }

    private IEnumerable<Notice> Together(StatefulSetOverview set, List<IGrouping<string, Member>> byNode, List<IGrouping<string, Member>> byZone)
    {
        if (byNode.Count == 1)
        {
            yield return new(Severity.Caution, Statement.Of(StatementCode.AllOnOneNode, byNode[0].Key, Pods(set, placed)));
        }
        else if (byZone.Count == 1 && byZone[0].Count() == placed.Count)
        {
            // where there is no other zone, nothing could be done about it
            var hasOthers = nodes.Values.Any(node => Zone(node) is { Length: > 0 } zone && zone != byZone[0].Key);
            yield return hasOthers
                ? new(Severity.Caution, Statement.Of(StatementCode.AllInOneZone, byZone[0].Key, Pods(set, placed)))
                : new(Severity.Note, Statement.Of(StatementCode.OnlyOneZone, byZone[0].Key));
        }
    }

    // all on one node or in one zone is said already
    private static IEnumerable<Notice> Majority(StatefulSetOverview set, List<IGrouping<string, Member>> byNode, List<IGrouping<string, Member>> byZone)
    {
        if (set.Facts.Quorum is not { } quorum)
        {
            yield break;
        }

        foreach (var (groups, code) in new[] { (byNode, StatementCode.NodeTakesQuorum), (byZone, StatementCode.ZoneTakesQuorum) })
        {
            foreach (var group in groups.Where(group => groups.Count > 1 && quorum.Size - group.Count() < quorum.Majority))
            {
                yield return new(Severity.Caution, Statement.Of(code, group.Key, Pods(set, group), Text(quorum.Majority), Text(quorum.Size), quorum.Evidence));
            }
        }
    }

    private PlaceRow Row(string name, ValueList<int> ordinals, DrainRules drains)
    {
        var node = nodes.GetValueOrDefault(name);
        return new(name, node is null ? "" : Zone(node), node is null ? null : node.Ready is { IsTrue: true }, node is { Spec.Unschedulable: true }, ordinals, name.Length == 0 ? [] : drains.Of(name).ToValueList());
    }

    private string ZoneOf(string name) => nodes.GetValueOrDefault(name) is { } node ? Zone(node) : "";

    private static string Zone(NodeDetail node) => node.Metadata.Labels.Get(Node.ZoneLabel) ?? "";

    private static string Pods(StatefulSetOverview set, IEnumerable<Member> members) => OrdinalText.Pods(set.Name.Name, members.Select(member => member.Ordinal));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
