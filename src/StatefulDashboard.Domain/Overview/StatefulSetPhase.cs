namespace StatefulDashboard.Domain.Overview;

/// <summary>What a set is doing, in one word; the order is the order of attention, most urgent first.</summary>
public enum StatefulSetPhase
{
    /// <summary>A broken pod of a revision that it would not be given now keeps an OrderedReady rollout from going on, for ever.</summary>
    Blocked,

    /// <summary>Work is left, and the pod that it waits for fails or takes far longer than usual.</summary>
    Stalled,

    /// <summary>No work is under way, and a replica is not Available.</summary>
    Degraded,

    /// <summary>The pods, or the set itself, cannot be read: what the set is doing is not known.</summary>
    Unknown,

    Deleting,
    ScalingDown,
    ScalingUp,
    RollingOut,

    /// <summary>OnDelete: outdated pods wait for somebody to delete them.</summary>
    WaitingForDeletion,

    /// <summary>All that the partition lets through is updated.</summary>
    HeldAtPartition,
    Steady,
}
