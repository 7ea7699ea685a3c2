namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 PersistentVolume.</summary>
public sealed record PersistentVolume : IKubernetesObject
{
    public ObjectMeta Metadata { get; init; } = new();

    public PersistentVolumeSpec Spec { get; init; } = new();

    public PersistentVolumeStatus Status { get; init; } = new();
}

public sealed record PersistentVolumeSpec
{
    public ValueMap Capacity { get; init; } = ValueMap.Empty;

    /// <summary>Retain, Delete or Recycle.</summary>
    public string PersistentVolumeReclaimPolicy { get; init; } = "";

    public string StorageClassName { get; init; } = "";

    public ObjectReference? ClaimRef { get; init; }
}

public sealed record PersistentVolumeStatus
{
    /// <summary>Pending, Available, Bound, Released or Failed.</summary>
    public string Phase { get; init; } = "";
}

public sealed record ObjectReference
{
    public string Kind { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    public string Uid { get; init; } = "";
}
