using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Components.Operations;

/// <summary>The one pod that keeps an OrderedReady rollout from going on, for ever, and whose deletion lets it go on.</summary>
internal static class Trap
{
    public static OrdinalSlot? Of(StatefulSetOverview? set) =>
        set is { Phase: StatefulSetPhase.Blocked, Explanation.Subject: { } subject } ? set.Slots.FirstOrDefault(slot => slot.HasPod && slot.PodName == subject) : null;
}
