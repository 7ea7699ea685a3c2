namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 Namespace.</summary>
public sealed record Namespace : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();
}
