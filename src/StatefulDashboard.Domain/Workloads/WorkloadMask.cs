using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Workloads;

/// <summary>Takes out of a workload what rests on kinds that somebody may not read, as if these had never been read.</summary>
public static class WorkloadMask
{
    /// <returns>The very same workload when it holds nothing of these kinds; null when it could not be known without them.</returns>
    public static StatefulWorkload? Apply(StatefulWorkload workload, UnreadKinds kinds)
    {
        if (kinds.HasFlag(workload.Kind == WorkloadKind.Deployment ? UnreadKinds.Deployments : UnreadKinds.DaemonSets)
            || workload.Shape == WorkloadShape.SessionsInMemory && kinds.HasFlag(UnreadKinds.Services))
        {
            return null;
        }

        // all that is said of claims rests on the claims themselves; their names are the workload's
        return !kinds.HasFlag(UnreadKinds.PersistentVolumeClaims) || workload.Claims.Count == 0 ? workload
            : workload with { Claims = workload.Claims.Select(claim => WorkloadClaim.Unread(claim.Name)).ToValueList(), Notices = [] };
    }
}
