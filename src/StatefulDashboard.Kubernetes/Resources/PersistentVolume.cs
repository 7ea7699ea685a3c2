namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 PersistentVolume.</summary>
public sealed record PersistentVolume : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public PersistentVolumeSpec Spec { get; init => field = value ?? new(); } = new();

    public PersistentVolumeStatus Status { get; init => field = value ?? new(); } = new();
}

public sealed record PersistentVolumeSpec
{
    public ValueMap Capacity { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;

    /// <summary>Retain, Delete or Recycle.</summary>
    public string PersistentVolumeReclaimPolicy { get; init => field = value ?? ""; } = "";

    public string StorageClassName { get; init => field = value ?? ""; } = "";

    public ObjectReference? ClaimRef { get; init; }
}

public sealed record PersistentVolumeStatus
{
    /// <summary>Pending, Available, Bound, Released or Failed.</summary>
    public string Phase { get; init => field = value ?? ""; } = "";
}
