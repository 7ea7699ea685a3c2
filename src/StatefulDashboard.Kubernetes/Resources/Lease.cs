namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>coordination.k8s.io/v1 Lease.</summary>
public sealed record Lease : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public LeaseSpec Spec { get; init => field = value ?? new(); } = new();
}

public sealed record LeaseSpec
{
    /// <summary>Empty: nobody holds it.</summary>
    public string HolderIdentity { get; init => field = value ?? ""; } = "";

    public int LeaseDurationSeconds { get; init; }

    public DateTimeOffset? AcquireTime { get; init; }

    public DateTimeOffset? RenewTime { get; init; }

    public int LeaseTransitions { get; init; }
}
