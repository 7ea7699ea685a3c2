namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>storage.k8s.io/v1 StorageClass.</summary>
public sealed record StorageClass : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public string Provisioner { get; init => field = value ?? ""; } = "";

    public string ReclaimPolicy { get; init => field = value ?? "Delete"; } = "Delete";

    public string VolumeBindingMode { get; init => field = value ?? "Immediate"; } = "Immediate";

    public bool AllowVolumeExpansion { get; init; }
}
