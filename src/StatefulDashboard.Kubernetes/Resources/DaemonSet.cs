namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>apps/v1 DaemonSet: as much as tells whether it holds state, and how it is.</summary>
public sealed record DaemonSet : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public DaemonSetSpec Spec { get; init => field = value ?? new(); } = new();

    public DaemonSetStatus Status { get; init => field = value ?? new(); } = new();
}

public sealed record DaemonSetSpec
{
    public VolumeTemplate Template { get; init => field = value ?? new(); } = new();
}

public sealed record DaemonSetStatus
{
    public long ObservedGeneration { get; init; }

    public int DesiredNumberScheduled { get; init; }

    public int NumberReady { get; init; }

    public int UpdatedNumberScheduled { get; init; }
}
