using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>
/// What <c>kubectl drain</c> of a node would do with the set's pods now: which are evicted, which the eviction API refuses and why
/// (kubernetes pkg/registry/core/pod/storage/eviction.go), and which could be put nowhere else.
/// </summary>
internal sealed class DrainRules
{
    private readonly StatefulSetOverview set;
    private readonly DisruptionFacts facts;
    private readonly PinRules pins;
    private readonly ILookup<string, Member> byNode;

    /// <summary>The nodes that a pod of this template could be put on now, whatever its volumes.</summary>
    private readonly List<NodeDetail> open;

    /// <summary>The topology keys of which no two replicas may share a value, each with the values that are taken and by whom.</summary>
    private readonly List<(string Key, ILookup<string, int> Taken)> apart;

    public DrainRules(StatefulSetOverview set, DisruptionFacts facts, IReadOnlyList<Member> members, PinRules pins)
    {
        (this.set, this.facts, this.pins) = (set, facts, pins);
        byNode = members.ToLookup(member => member.Node, StringComparer.Ordinal);
        var nodes = facts.Nodes ?? [];
        open = facts.Placement is { } placement ? [.. nodes.Where(node => Takes(node, placement))] : [];
        var labels = nodes.ToDictionary(node => node.Metadata.Name, node => node.Metadata.Labels, StringComparer.Ordinal);
        apart = facts.Placement is null ? [] : [.. PlacementText.KeptApartBy(facts.Placement).Select(key => (key, members
            .Select(member => (member.Ordinal, Domain: labels.GetValueOrDefault(member.Node)?.Get(key)))
            .Where(item => item.Domain is not null)
            .ToLookup(item => item.Domain!, item => item.Ordinal, StringComparer.Ordinal)))];
    }

    public IEnumerable<Notice> Of(string node)
    {
        var here = byNode[node].ToList();
        foreach (var notice in facts.HasReadBudgets ? Evictions(here) : [])
        {
            yield return notice;
        }

        foreach (var group in here.Select(member => (member.Ordinal, Why: Homeless(member, node))).Where(item => item.Why is not null).GroupBy(item => item.Why!.Value, item => item.Ordinal))
        {
            var pods = OrdinalText.Pods(set.Name.Name, group);
            yield return new(Severity.Caution, group.Key.Apart is { } key ? Statement.Of(group.Key.Code, pods, key) : Statement.Of(group.Key.Code, pods));
        }
    }

    private List<Notice> Evictions(List<Member> here)
    {
        var found = new List<Notice>();
        var going = here.Where(member => member.Pod.Metadata.IsTerminating).ToList();
        Say(found, going, Severity.Note, StatementCode.DrainGoing);
        var left = here.Except(going).ToList();
        // a pod that asks no budget goes before anything is counted; also where two budgets select it
        var free = left.Where(member => member.IsFree || member.Budgets.Count == 0 || member.Budgets.Count == 1 && !member.Pod.IsReady() && BudgetRules.LetsUnhealthyGo(member.Budgets[0])).ToList();
        Say(found, free, Severity.Note, StatementCode.DrainEvicts);
        foreach (var group in left.Except(free).GroupBy(member => member.Budgets))
        {
            found.AddRange(group.Key.Count > 1
                ? [new(Severity.Danger, Statement.Of(StatementCode.DrainFails, Pods(group), string.Join(", ", group.Key.Select(budget => budget.Metadata.Name))))]
                : Asked(group.Key[0], [.. group]));
        }

        return found;
    }

    // each eviction uses up one; which of several pods comes first is chance
    private List<Notice> Asked(BudgetDetail budget, List<Member> asking)
    {
        var (name, status) = (budget.Metadata.Name, budget.Status);
        return !BudgetRules.IsObserved(budget) ? [new(Severity.Caution, Statement.Of(StatementCode.DrainNotObserved, Pods(asking), name))]
            : status.DisruptionsAllowed <= 0 ? [new(Severity.Caution, Statement.Of(StatementCode.DrainRefused, Pods(asking), name, Text(status.CurrentHealthy), Text(status.DesiredHealthy)))]
            : asking.Count <= status.DisruptionsAllowed ? [new(Severity.Note, Statement.Of(StatementCode.DrainEvicts, Pods(asking)))]
            : [new(Severity.Caution, Statement.Of(StatementCode.DrainSomeAtOnce, Pods(asking), Text(status.DisruptionsAllowed), name))];
    }

    /// <summary>Why a pod that is made again for this one would stay Pending; null where it would not, or nobody knows.</summary>
    private (StatementCode Code, string? Apart)? Homeless(Member member, string node)
    {
        if (facts.Nodes is null || facts.Placement is null || !set.IsInRange(member.Ordinal))
        {
            return null;
        }

        if (!open.Exists(other => other.Metadata.Name != node))
        {
            return (StatementCode.DrainNoNode, null);
        }

        if (apart.Count == 0 && !pins.Ties(member.Ordinal))
        {
            return null;
        }

        var reached = open.Where(other => other.Metadata.Name != node && pins.Allows(member.Ordinal, other)).ToList();
        return reached.Count == 0 ? (StatementCode.DrainPinned, null)
            : apart.Find(rule => !reached.Exists(other => IsFreeOf(other, rule.Key, rule.Taken, member))) is { Key: { } key } ? (StatementCode.DrainKeptApart, key)
            : null;
    }

    // what tolerates a taint is not worked out: a template with any toleration may go to any tainted node
    private static bool Takes(NodeDetail node, SetPlacement placement) =>
        node is { Ready.IsTrue: true, Spec.Unschedulable: false }
        && (placement.Rules.Tolerations.Count > 0 || node.Spec.Taints.All(taint => taint.Effect is not ("NoSchedule" or "NoExecute")))
        && placement.Rules.NodeSelector.All(pair => node.Metadata.Labels.Get(pair.Key) == pair.Value)
        && (placement.Rules.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution is not { } required || required.Matches(new() { Metadata = node.Metadata }));

    // a node without the label is in no domain: there the rule asks for nothing
    private static bool IsFreeOf(NodeDetail node, string key, ILookup<string, int> taken, Member leaving) =>
        node.Metadata.Labels.Get(key) is not { } domain || taken[domain].All(ordinal => ordinal == leaving.Ordinal);

    private void Say(List<Notice> found, List<Member> pods, Severity severity, StatementCode code)
    {
        if (pods.Count > 0)
        {
            found.Add(new(severity, Statement.Of(code, Pods(pods))));
        }
    }

    private string Pods(IEnumerable<Member> pods) => OrdinalText.Pods(set.Name.Name, pods.Select(member => member.Ordinal));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
