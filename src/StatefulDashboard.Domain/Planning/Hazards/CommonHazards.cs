using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning.Hazards;

/// <summary>What could go wrong with any action; what is special to one action its own planner adds.</summary>
internal static class CommonHazards
{
    public static IEnumerable<Hazard> Of(StatefulSetOverview set, ActionEffect effect)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(effect);
        return [];
    }
}
