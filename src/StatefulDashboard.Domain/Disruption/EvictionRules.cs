using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>What is to be known of evictions of a set's pods, whatever the node.</summary>
internal static class EvictionRules
{
    public static IEnumerable<Notice> Of(StatefulSetOverview set, DisruptionFacts facts, IReadOnlyList<Member> members, ValueList<BudgetView> budgets)
    {
        if (!facts.HasReadBudgets)
        {
            yield break;
        }

        if (members.Count > 0 && budgets.Count == 0)
        {
            yield return new(Severity.Note, Statement.Of(StatementCode.NoBudget));
        }

        foreach (var group in members.Where(member => member.Budgets.Count > 1).GroupBy(member => string.Join(", ", member.Budgets.Select(budget => budget.Metadata.Name)), StringComparer.Ordinal))
        {
            yield return new(Severity.Caution, Statement.Of(StatementCode.TwoBudgets, Pods(set, group), group.Key));
        }

        var alone = members.Where(member => member.Budgets.Count == 0).ToList();
        if (alone.Count > 0 && budgets.Count > 0)
        {
            yield return new(Severity.Note, Statement.Of(StatementCode.NotAllInBudget, Pods(set, alone)));
        }

        foreach (var notice in Quorum(set, budgets))
        {
            yield return notice;
        }
    }

    // a budget that counts the pods of others as well says nothing of how many members stay
    private static IEnumerable<Notice> Quorum(StatefulSetOverview set, ValueList<BudgetView> budgets)
    {
        if (set.Facts.Quorum is not { } quorum)
        {
            yield break;
        }

        var (size, majority) = (Text(quorum.Size), Text(quorum.Majority));
        foreach (var budget in budgets.Where(budget => budget.IsObserved && budget.ExpectedPods <= budget.Ordinals.Count))
        {
            yield return budget.DesiredHealthy < quorum.Majority
                ? new(Severity.Danger, Statement.Of(StatementCode.BudgetBelowQuorum, budget.Name, Text(budget.DesiredHealthy), majority, size, quorum.Evidence))
                : new(Severity.Note, Statement.Of(StatementCode.BudgetKeepsQuorum, budget.Name, Text(budget.DesiredHealthy), majority, size, quorum.Evidence));
        }

        if (budgets.Count == 0)
        {
            yield return new(Severity.Caution, Statement.Of(StatementCode.QuorumWithoutBudget, majority, size, quorum.Evidence));
        }
    }

    private static string Pods(StatefulSetOverview set, IEnumerable<Member> members) => OrdinalText.Pods(set.Name.Name, members.Select(member => member.Ordinal));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
