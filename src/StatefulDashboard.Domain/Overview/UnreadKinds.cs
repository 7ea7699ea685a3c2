namespace StatefulDashboard.Domain.Overview;

/// <summary>
/// Kinds that the account may not read. Nothing may be concluded from their absence: what rests on them is unknown, never missing.
/// </summary>
[Flags]
public enum UnreadKinds
{
    None = 0,
    Pods = 1,
    PersistentVolumeClaims = 1 << 1,
    Services = 1 << 2,
    EndpointSlices = 1 << 3,
    PersistentVolumes = 1 << 4,
    StorageClasses = 1 << 5,
    Nodes = 1 << 6,
    ControllerRevisions = 1 << 7,

    /// <summary>The sets themselves: what is known of one is its last state.</summary>
    StatefulSets = 1 << 8,

    /// <summary>May also be a kind that the server does not know.</summary>
    PodDisruptionBudgets = 1 << 9,

    /// <summary>May also be a kind that the server does not know.</summary>
    HorizontalPodAutoscalers = 1 << 10,

    /// <summary>Without them it is not known why a pod cannot be made.</summary>
    Events = 1 << 11,

    /// <summary>Nothing of a set rests on them.</summary>
    Deployments = 1 << 12,

    /// <summary>Nothing of a set rests on them.</summary>
    DaemonSets = 1 << 13,
}
