namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 PersistentVolumeClaim.</summary>
public sealed record PersistentVolumeClaim : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public PersistentVolumeClaimSpec Spec { get; init => field = value ?? new(); } = new();

    public PersistentVolumeClaimStatus Status { get; init => field = value ?? new(); } = new();
}

public sealed record PersistentVolumeClaimSpec
{
    public ValueList<string> AccessModes { get; init => field = value ?? []; } = [];

    public VolumeResources Resources { get; init => field = value ?? new(); } = new();

    /// <summary>Null means the default class; the empty string means none: static volumes only.</summary>
    public string? StorageClassName { get; init; }

    public string VolumeName { get; init => field = value ?? ""; } = "";
}

public sealed record VolumeResources
{
    public ValueMap Requests { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;
}

public sealed record PersistentVolumeClaimStatus
{
    /// <summary>Pending, Bound or Lost.</summary>
    public string Phase { get; init => field = value ?? ""; } = "";

    public ValueMap Capacity { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;
}
