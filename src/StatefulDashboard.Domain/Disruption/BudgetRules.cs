using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>
/// What a PodDisruptionBudget lets happen now, as the eviction API decides (kubernetes pkg/registry/core/pod/storage/eviction.go,
/// checkAndDecrement). Budgets restrain evictions only.
/// </summary>
internal static class BudgetRules
{
    public const string AlwaysAllow = "AlwaysAllow";

    /// <summary>Its numbers are of an older generation: evictions are refused until its controller has looked.</summary>
    public static bool IsObserved(BudgetDetail budget) => budget.Status.ObservedGeneration >= budget.Metadata.Generation;

    /// <summary>A pod that is not Ready may be evicted without using up the budget.</summary>
    public static bool LetsUnhealthyGo(BudgetDetail budget) =>
        budget.Spec.UnhealthyPodEvictionPolicy == AlwaysAllow
        || budget.Status.CurrentHealthy >= budget.Status.DesiredHealthy && budget.Status.DesiredHealthy > 0;

    public static IEnumerable<BudgetView> Views(IReadOnlyList<Member> members) => members
        .SelectMany(member => member.Budgets.Select(budget => (budget, member.Ordinal)))
        .GroupBy(item => item.budget.Metadata.Name, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => View(group.First().budget, group.Select(item => item.Ordinal).ToValueList()));

    private static BudgetView View(BudgetDetail budget, ValueList<int> ordinals)
    {
        var (spec, status) = (budget.Spec, budget.Status);
        return new(
            budget.Metadata.Name, spec.MinAvailable, spec.MaxUnavailable,
            spec.UnhealthyPodEvictionPolicy.Length > 0 ? spec.UnhealthyPodEvictionPolicy : "IfHealthyBudget",
            status.DisruptionsAllowed, status.CurrentHealthy, status.DesiredHealthy, status.ExpectedPods, IsObserved(budget),
            ordinals, Verdict(budget), Details(budget, ordinals.Count).ToValueList());
    }

    private static Notice Verdict(BudgetDetail budget)
    {
        var (name, status) = (budget.Metadata.Name, budget.Status);
        if (!IsObserved(budget))
        {
            return new(Severity.Caution, Statement.Of(StatementCode.BudgetNotObserved, name));
        }

        if (Fault(budget) is { } fault)
        {
            return new(Severity.Caution, Statement.Of(StatementCode.BudgetFault, name, fault));
        }

        if (status.DisruptionsAllowed > 0)
        {
            return new(Severity.Note, Statement.Of(StatementCode.BudgetAllows, name, Text(status.DisruptionsAllowed), Text(status.CurrentHealthy), Text(status.DesiredHealthy), Text(status.ExpectedPods)));
        }

        // that no eviction is possible even with all pods healthy is how it was written, and no state that passes
        return status.ExpectedPods > 0 && status.DesiredHealthy >= status.ExpectedPods
            ? new(Severity.Caution, Statement.Of(StatementCode.BudgetNeverAllows, name, Text(status.DesiredHealthy), Text(status.ExpectedPods)))
            : new(Severity.Caution, Statement.Of(StatementCode.BudgetUsedUp, name, Text(status.CurrentHealthy), Text(status.DesiredHealthy), Text(status.ExpectedPods)));
    }

    private static IEnumerable<Statement> Details(BudgetDetail budget, int own)
    {
        if (budget.Status.ExpectedPods > own)
        {
            yield return Statement.Of(StatementCode.BudgetCountsOthers, budget.Metadata.Name, Text(budget.Status.ExpectedPods), Text(own));
        }

        yield return Statement.Of(budget.Spec.UnhealthyPodEvictionPolicy == AlwaysAllow ? StatementCode.BudgetUnhealthyAlways : StatementCode.BudgetUnhealthyIfHealthy, budget.Metadata.Name);
    }

    private static string? Fault(BudgetDetail budget) => budget.Status.Conditions
        .FirstOrDefault(condition => condition is { Type: "DisruptionAllowed", Reason: "SyncFailed" }) is { } failed ? failed.Message : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
