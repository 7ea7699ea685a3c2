using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Workloads;

/// <summary>What somebody should look at first.</summary>
public static class Attention
{
    public static bool IsNeeded(StatefulSetOverview set) => IsNeeded(set.Phase, set.Notices);

    public static bool IsNeeded(StatefulWorkload workload) => IsNeeded(workload.Phase, workload.Notices);

    private static bool IsNeeded(StatefulSetPhase phase, ValueList<Notice> notices) =>
        phase is StatefulSetPhase.Blocked or StatefulSetPhase.Stalled or StatefulSetPhase.Degraded || notices.Any(notice => notice.Severity == Severity.Danger);
}
