namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>snapshot.storage.k8s.io/v1 VolumeSnapshot; not every cluster serves it.</summary>
public sealed record VolumeSnapshot : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public VolumeSnapshotStatus Status { get; init => field = value ?? new(); } = new();
}

public sealed record VolumeSnapshotStatus
{
    public bool ReadyToUse { get; init; }

    public VolumeSnapshotError? Error { get; init; }
}

public sealed record VolumeSnapshotError
{
    public string Message { get; init => field = value ?? ""; } = "";
}
