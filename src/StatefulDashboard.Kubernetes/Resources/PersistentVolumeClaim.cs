namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 PersistentVolumeClaim.</summary>
public sealed record PersistentVolumeClaim : IKubernetesObject
{
    public ObjectMeta Metadata { get; init; } = new();

    public PersistentVolumeClaimSpec Spec { get; init; } = new();

    public PersistentVolumeClaimStatus Status { get; init; } = new();
}

public sealed record PersistentVolumeClaimSpec
{
    public ValueList<string> AccessModes { get; init; } = [];

    public VolumeResources Resources { get; init; } = new();

    /// <summary>Null means the default class; the empty string means none: static volumes only.</summary>
    public string? StorageClassName { get; init; }

    public string VolumeName { get; init; } = "";
}

public sealed record VolumeResources
{
    public ValueMap Requests { get; init; } = ValueMap.Empty;
}

public sealed record PersistentVolumeClaimStatus
{
    /// <summary>Pending, Bound or Lost.</summary>
    public string Phase { get; init; } = "";

    public ValueMap Capacity { get; init; } = ValueMap.Empty;
}
