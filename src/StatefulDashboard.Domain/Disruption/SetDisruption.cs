using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>What may disturb a set's pods, and how they are spread.</summary>
/// <param name="Budgets">Those that select pods of the set; by name.</param>
/// <param name="Notices">What is to be known of evictions and of the spread; the worst first.</param>
/// <param name="Places">Node by node, in the order of zones; pods without a node last.</param>
/// <param name="Rules">What the template says about where its pods may be, in words.</param>
/// <param name="Pins">Volumes that tie an ordinal to some nodes.</param>
public sealed record SetDisruption(ValueList<BudgetView> Budgets, ValueList<Notice> Notices, ValueList<PlaceRow> Places, ValueList<Statement> Rules, ValueList<VolumePin> Pins)
{
    public static SetDisruption Of(StatefulSetOverview set, DisruptionFacts facts)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(facts);
        var members = Member.Of(set, facts);
        var budgets = BudgetRules.Views(members).ToValueList();
        var pins = new PinRules(set, facts);
        var places = new SpreadRules(facts, members);
        var drains = new DrainRules(set, facts, members, pins);
        return new(
            budgets,
            EvictionRules.Of(set, facts, members, budgets).Concat(places.Notices(set)).OrderByDescending(notice => notice.Severity).ToValueList(),
            places.Rows(drains).ToValueList(),
            PlacementText.Of(facts.Placement).ToValueList(),
            pins.Views().ToValueList());
    }
}
