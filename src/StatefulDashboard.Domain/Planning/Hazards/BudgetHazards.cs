using System.Globalization;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning.Hazards;

/// <summary>PodDisruptionBudgets: they restrain evictions, so nothing stops an action that takes more down than they allow.</summary>
internal static class BudgetHazards
{
    public static IEnumerable<Hazard> Of(StatefulSetOverview set, ActionEffect effect)
    {
        if (!set.IsRead(UnreadKinds.PodDisruptionBudgets))
        {
            return effect.PodsDownAtOnce > 0 ? [new(Severity.Note, Statement.Of(StatementCode.HazardBudgetsUnread))] : [];
        }

        if (set.Facts.Budgets.Count == 0)
        {
            return effect is { TargetReplicas: > 1, DeletesSet: false, Writes: true } ? [new(Severity.Note, Statement.Of(StatementCode.HazardNoBudget))] : [];
        }

        return set.Facts.Budgets
            .Where(budget => effect.PodsDownAtOnce > budget.DisruptionsAllowed)
            .Select(budget => new Hazard(
                Severity.Caution,
                Statement.Of(StatementCode.HazardBudget, Number(effect.PodsDownAtOnce), budget.Name, Number(budget.DisruptionsAllowed), Number(budget.CurrentHealthy), Number(budget.DesiredHealthy)),
                Statement.Of(StatementCode.GoOnFewer)));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
