using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning.Hazards;

/// <summary>
/// What could go wrong with any action; what is special to one action its own planner adds. A danger is the loss of a majority
/// only: everything else here can be taken back. In no order.
/// </summary>
internal static class CommonHazards
{
    public static IEnumerable<Hazard> Of(StatefulSetOverview set, ActionEffect effect)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(effect);
        return WriterHazards.Of(set, effect)
            .Concat(BudgetHazards.Of(set, effect))
            .Concat(QuorumHazards.Of(set, effect))
            .Concat(StateHazards.Of(set, effect))
            .Concat(TemplateHazards.Of(set, effect));
    }
}
