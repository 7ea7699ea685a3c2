using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Web.Operations;

/// <summary>The planner for each kind of intent.</summary>
internal static class Planners
{
    public static ActionPlan Plan(StatefulSetOverview set, ActionIntent intent) => intent switch
    {
        ScaleIntent scale => ScalePlanner.Plan(set, scale),
        RolloutIntent rollout => RolloutPlanner.Plan(set, rollout),
        DeletionIntent deletion => DeletionPlanner.Plan(set, deletion),
        PodDeletionIntent pod => PodDeletionPlanner.Plan(set, pod),
        _ => throw new NotSupportedException("There is no planner for " + intent.GetType().Name),
    };
}
