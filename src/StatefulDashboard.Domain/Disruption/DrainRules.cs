using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>
/// What <c>kubectl drain</c> of a node would do with the set's pods now: which are evicted, which the eviction API refuses and why
/// (kubernetes pkg/registry/core/pod/storage/eviction.go), and which could be put nowhere else.
/// </summary>
internal sealed class DrainRules(StatefulSetOverview set, DisruptionFacts facts, IReadOnlyList<Member> members)
{
    public IEnumerable<Notice> Of(string node)
    {
        var here = members.Where(member => member.Node == node).ToList();
        foreach (var notice in facts.HasReadBudgets ? Evictions(here) : [])
        {
            yield return notice;
        }

        foreach (var notice in here.SelectMany(member => Homeless(member, node)))
        {
            yield return notice;
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

    private IEnumerable<Notice> Homeless(Member member, string node)
    {
        if (facts.Nodes is null || facts.Placement is not { } placement || set.Slot(member.Ordinal) is not { InRange: true } slot)
        {
            yield break;
        }

        var others = facts.Nodes.Where(other => other.Metadata.Name != node && Takes(other, placement)).ToList();
        var reached = others.Where(other => PinRules.Allows(slot, facts, other)).ToList();
        if (others.Count == 0)
        {
            yield return new(Severity.Caution, Statement.Of(StatementCode.DrainNoNode, Pods([member])));
        }
        else if (reached.Count == 0)
        {
            yield return new(Severity.Caution, Statement.Of(StatementCode.DrainPinned, Pods([member])));
        }
        else if (PlacementText.KeptApartBy(placement).FirstOrDefault(key => !reached.Any(other => IsFreeOf(other, key, member))) is { } key)
        {
            yield return new(Severity.Caution, Statement.Of(StatementCode.DrainKeptApart, Pods([member]), key));
        }
    }

    // what tolerates a taint is not worked out: a template with any toleration may go to any tainted node
    private static bool Takes(NodeDetail node, SetPlacement placement) =>
        node is { Ready.IsTrue: true, Spec.Unschedulable: false }
        && (placement.Rules.Tolerations.Count > 0 || node.Spec.Taints.All(taint => taint.Effect is not ("NoSchedule" or "NoExecute")))
        && placement.Rules.NodeSelector.All(pair => node.Metadata.Labels.Get(pair.Key) == pair.Value)
        && (placement.Rules.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution is not { } required || required.Matches(new() { Metadata = node.Metadata }));

    private bool IsFreeOf(NodeDetail node, string key, Member leaving)
    {
        var taken = members.Where(member => member.Ordinal != leaving.Ordinal && member.Node.Length > 0)
            .Select(member => facts.Nodes!.FirstOrDefault(other => other.Metadata.Name == member.Node)?.Metadata.Labels.Get(key));
        // a node without the label is in no domain: there the rule asks for nothing
        return node.Metadata.Labels.Get(key) is not { } domain || !taken.Contains(domain, StringComparer.Ordinal);
    }

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
