namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>apps/v1 StatefulSet with all that its pods' life depends on.</summary>
public sealed record StatefulSetDetail : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public StatefulSetDetailSpec Spec { get; init => field = value ?? new(); } = new();
}

public sealed record StatefulSetDetailSpec
{
    public PodDetailTemplate Template { get; init => field = value ?? new(); } = new();

    public ValueList<VolumeClaimTemplate> VolumeClaimTemplates { get; init => field = value ?? []; } = [];
}

public sealed record PodDetailTemplate
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public PodDetailSpec Spec { get; init => field = value ?? new(); } = new();
}
