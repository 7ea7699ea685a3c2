namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 ConfigMap; only those of the dashboard itself are read.</summary>
public sealed record ConfigMap : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public ValueMap Data { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;
}
