using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>What a template says about where its pods may be, in words.</summary>
internal static class PlacementText
{
    public static IEnumerable<Statement> Of(SetPlacement? placement)
    {
        if (placement is null)
        {
            return [];
        }

        var (rules, labels) = (placement.Rules, placement.Template.Labels);
        var spread = Terms(rules.Affinity.PodAntiAffinity, labels, (StatementCode.ApartRequired, StatementCode.ApartPreferred), (StatementCode.AwayRequired, StatementCode.AwayPreferred))
            .Concat(rules.TopologySpreadConstraints.Select(spread => Spread(spread, labels)))
            .ToList();
        return spread.Count == 0 ? Others(rules, labels).Prepend(Statement.Of(StatementCode.NothingSpreads)) : spread.Concat(Others(rules, labels));
    }

    /// <summary>The topology keys of which no two of the set's own pods may share a value.</summary>
    public static IEnumerable<string> KeptApartBy(SetPlacement placement) => placement.Rules.Affinity.PodAntiAffinity.RequiredDuringSchedulingIgnoredDuringExecution
        .Where(term => term.LabelSelector?.Matches(placement.Template.Labels) == true).Select(term => term.TopologyKey);

    private static IEnumerable<Statement> Others(PlacementRules rules, ValueMap labels)
    {
        foreach (var term in Terms(rules.Affinity.PodAffinity, labels, (StatementCode.TogetherRequired, StatementCode.TogetherPreferred), (StatementCode.BesideRequired, StatementCode.BesidePreferred)))
        {
            yield return term;
        }

        if (rules.NodeSelector.Count > 0)
        {
            yield return Statement.Of(StatementCode.OnlyNodesLike, rules.NodeSelector.ToString());
        }

        if (rules.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution is { } nodes)
        {
            yield return Statement.Of(StatementCode.OnlyNodesLike, NodeText.Of(nodes));
        }

        if (rules.Volumes.Where(volume => volume.EmptyDir is not null).Select(volume => volume.Name).ToList() is { Count: > 0 } empty)
        {
            yield return Statement.Of(StatementCode.LocalData, string.Join(", ", empty));
        }
    }

    /// <param name="own">The codes where the term is about the set's own pods, required and preferred; {0} is the topology key.</param>
    /// <param name="other">The codes where it is about others; {0} is the topology key, {1} their labels.</param>
    private static IEnumerable<Statement> Terms(
        PodAffinity affinity, ValueMap labels, (StatementCode Required, StatementCode Preferred) own, (StatementCode Required, StatementCode Preferred) other) =>
        affinity.RequiredDuringSchedulingIgnoredDuringExecution.Select(term => Term(term, labels, own.Required, other.Required))
            .Concat(affinity.PreferredDuringSchedulingIgnoredDuringExecution.Select(term => Term(term.PodAffinityTerm, labels, own.Preferred, other.Preferred)));

    private static Statement Term(PodAffinityTerm term, ValueMap labels, StatementCode own, StatementCode other) => term.LabelSelector?.Matches(labels) == true
        ? Statement.Of(own, term.TopologyKey)
        : Statement.Of(other, term.TopologyKey, NodeText.Of(term.LabelSelector));

    private static Statement Spread(TopologySpread spread, ValueMap labels)
    {
        var skew = spread.MaxSkew.ToString(CultureInfo.InvariantCulture);
        return spread.LabelSelector?.Matches(labels) != true ? Statement.Of(StatementCode.SpreadCountsOthers, spread.TopologyKey, NodeText.Of(spread.LabelSelector))
            : Statement.Of(spread.WhenUnsatisfiable == "ScheduleAnyway" ? StatementCode.SpreadPreferred : StatementCode.SpreadRequired, spread.TopologyKey, skew);
    }
}
