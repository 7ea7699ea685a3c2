namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>Anything that makes pods from a template (StatefulSet, Deployment, DaemonSet, ReplicaSet, Job): only which claims these will use.</summary>
public sealed record WorkloadMounts : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public WorkloadMountsSpec Spec { get; init => field = value ?? new(); } = new();
}

public sealed record WorkloadMountsSpec
{
    public MountsTemplate Template { get; init => field = value ?? new(); } = new();

    /// <summary>Of a StatefulSet.</summary>
    public ValueList<ClaimTemplateDetail> VolumeClaimTemplates { get; init => field = value ?? []; } = [];
}

/// <summary>batch/v1 CronJob: its template lies deeper.</summary>
public sealed record CronJobMounts : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public CronJobMountsSpec Spec { get; init => field = value ?? new(); } = new();
}

public sealed record CronJobMountsSpec
{
    public WorkloadMounts JobTemplate { get; init => field = value ?? new(); } = new();
}

public sealed record MountsTemplate
{
    public PodMountsSpec Spec { get; init => field = value ?? new(); } = new();
}

/// <summary>A volumeClaimTemplate of a StatefulSet.</summary>
public sealed record ClaimTemplateDetail
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public ClaimDetailSpec Spec { get; init => field = value ?? new(); } = new();
}
