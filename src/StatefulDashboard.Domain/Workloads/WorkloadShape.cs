using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Workloads;

/// <summary>Where the state of a workload is, and whose it is.</summary>
public enum WorkloadShape
{
    /// <summary>Each replica has an identity and claims of its own.</summary>
    IdentityAndStorage,

    /// <summary>Each replica has an identity, and none has a claim: what it keeps goes with the pod.</summary>
    IdentityInMemory,

    /// <summary>One pod, and claims that outlive it.</summary>
    SingleWithClaim,

    /// <summary>Each pod keeps data on the disk of its node.</summary>
    PerNode,

    /// <summary>All pods mount the same claims.</summary>
    SharedClaim,

    /// <summary>Each replica keeps in memory what its clients need again: a Service sends each client to the same one.</summary>
    SessionsInMemory,
}

public static class WorkloadShapes
{
    public static WorkloadShape Of(StatefulSetOverview set) =>
        set.ClaimTemplates.Count > 0 ? WorkloadShape.IdentityAndStorage
        : set.SharedClaims.Count > 0 ? WorkloadShape.SharedClaim
        : WorkloadShape.IdentityInMemory;
}
