namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 Pod with all that its life depends on; read only for the pods somebody looks at. <see cref="Pod"/> is the one that is kept of each.</summary>
public sealed record PodDetail : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public PodDetailSpec Spec { get; init => field = value ?? new(); } = new();

    public PodDetailStatus Status { get; init => field = value ?? new(); } = new();
}

public sealed record PodDetailSpec
{
    public string NodeName { get; init => field = value ?? ""; } = "";

    public long? TerminationGracePeriodSeconds { get; init; }

    /// <summary>False: no environment variables for Services. Missing counts as true.</summary>
    public bool? EnableServiceLinks { get; init; }

    public PodSecurity SecurityContext { get; init => field = value ?? new(); } = new();

    public ValueList<PodVolume> Volumes { get; init => field = value ?? []; } = [];

    public ValueList<ContainerDetail> InitContainers { get; init => field = value ?? []; } = [];

    public ValueList<ContainerDetail> Containers { get; init => field = value ?? []; } = [];
}

public sealed record PodSecurity
{
    public long? FsGroup { get; init; }

    /// <summary>Always or OnRootMismatch; missing counts as Always.</summary>
    public string FsGroupChangePolicy { get; init => field = value ?? ""; } = "";
}

public sealed record PodDetailStatus
{
    /// <summary>Pending, Running, Succeeded, Failed or Unknown.</summary>
    public string Phase { get; init => field = value ?? ""; } = "";

    public string Reason { get; init => field = value ?? ""; } = "";

    public string Message { get; init => field = value ?? ""; } = "";

    public string QosClass { get; init => field = value ?? ""; } = "";

    public DateTimeOffset? StartTime { get; init; }

    public ValueList<Condition> Conditions { get; init => field = value ?? []; } = [];

    public ValueList<ContainerReport> InitContainerStatuses { get; init => field = value ?? []; } = [];

    public ValueList<ContainerReport> ContainerStatuses { get; init => field = value ?? []; } = [];
}
