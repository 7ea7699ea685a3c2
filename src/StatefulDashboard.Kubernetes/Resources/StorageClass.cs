namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>storage.k8s.io/v1 StorageClass.</summary>
public sealed record StorageClass : IKubernetesObject
{
    public ObjectMeta Metadata { get; init; } = new();

    public string Provisioner { get; init; } = "";

    public string ReclaimPolicy { get; init; } = "Delete";

    public string VolumeBindingMode { get; init; } = "Immediate";

    public bool AllowVolumeExpansion { get; init; }
}
