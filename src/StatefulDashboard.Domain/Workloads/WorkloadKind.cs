namespace StatefulDashboard.Domain.Workloads;

/// <summary>What makes the pods; the order is that in which they are listed.</summary>
public enum WorkloadKind
{
    StatefulSet,
    Deployment,
    DaemonSet,
}
