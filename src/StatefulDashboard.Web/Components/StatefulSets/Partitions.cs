using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Components.StatefulSets;

internal static class Partitions
{
    /// <summary>The line is drawn where it divides the range.</summary>
    public static bool IsShown(StatefulSetOverview set) => set.IsRollingUpdate && set.Partition > 0 && set.Partition < set.Replicas;
}
