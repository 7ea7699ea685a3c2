namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>autoscaling/v1 Scale: the answer of the scale subresource.</summary>
public sealed record Scale : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public ScaleSpec Spec { get; init => field = value ?? new(); } = new();
}

public sealed record ScaleSpec
{
    public int Replicas { get; init; }
}
