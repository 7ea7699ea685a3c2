namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>storage.k8s.io/v1 VolumeAttachment: a volume at a node.</summary>
public sealed record VolumeAttachment : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public VolumeAttachmentSpec Spec { get; init => field = value ?? new(); } = new();

    public VolumeAttachmentStatus Status { get; init => field = value ?? new(); } = new();
}

public sealed record VolumeAttachmentSpec
{
    public string NodeName { get; init => field = value ?? ""; } = "";

    public VolumeAttachmentSource Source { get; init => field = value ?? new(); } = new();
}

public sealed record VolumeAttachmentSource
{
    public string PersistentVolumeName { get; init => field = value ?? ""; } = "";
}

public sealed record VolumeAttachmentStatus
{
    public bool Attached { get; init; }
}
