namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 Pod.</summary>
public sealed record Pod : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public PodSpec Spec { get; init => field = value ?? new(); } = new();

    public PodStatus Status { get; init => field = value ?? new(); } = new();
}

public sealed record PodSpec
{
    public string NodeName { get; init => field = value ?? ""; } = "";

    public string Hostname { get; init => field = value ?? ""; } = "";

    public string Subdomain { get; init => field = value ?? ""; } = "";

    public long? TerminationGracePeriodSeconds { get; init; }

    public ValueList<PodVolume> Volumes { get; init => field = value ?? []; } = [];

    public ValueList<Container> InitContainers { get; init => field = value ?? []; } = [];

    public ValueList<Container> Containers { get; init => field = value ?? []; } = [];
}

public sealed record PodVolume
{
    public string Name { get; init => field = value ?? ""; } = "";

    public PodVolumeClaim? PersistentVolumeClaim { get; init; }
}

public sealed record PodVolumeClaim
{
    public string ClaimName { get; init => field = value ?? ""; } = "";
}

public sealed record Container
{
    public string Name { get; init => field = value ?? ""; } = "";

    public string Image { get; init => field = value ?? ""; } = "";
}

public sealed record PodStatus
{
    /// <summary>Pending, Running, Succeeded, Failed or Unknown.</summary>
    public string Phase { get; init => field = value ?? ""; } = "";

    public string Reason { get; init => field = value ?? ""; } = "";

    public string Message { get; init => field = value ?? ""; } = "";

    public string PodIP { get; init => field = value ?? ""; } = "";

    public DateTimeOffset? StartTime { get; init; }

    public ValueList<Condition> Conditions { get; init => field = value ?? []; } = [];

    public ValueList<ContainerStatus> InitContainerStatuses { get; init => field = value ?? []; } = [];

    public ValueList<ContainerStatus> ContainerStatuses { get; init => field = value ?? []; } = [];
}

public sealed record Condition
{
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>True, False or Unknown.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    public string Reason { get; init => field = value ?? ""; } = "";

    public string Message { get; init => field = value ?? ""; } = "";

    public DateTimeOffset? LastTransitionTime { get; init; }

    public bool IsTrue => string.Equals(Status, "True", StringComparison.Ordinal);
}

public sealed record ContainerStatus
{
    public string Name { get; init => field = value ?? ""; } = "";

    public bool Ready { get; init; }

    /// <summary>False until the startup probe has passed; null where the kubelet does not say.</summary>
    public bool? Started { get; init; }

    public int RestartCount { get; init; }

    public ContainerState State { get; init => field = value ?? new(); } = new();

    public ContainerState LastState { get; init => field = value ?? new(); } = new();
}

public sealed record ContainerState
{
    public ContainerStateWaiting? Waiting { get; init; }

    public ContainerStateRunning? Running { get; init; }

    public ContainerStateTerminated? Terminated { get; init; }
}

public sealed record ContainerStateWaiting
{
    public string Reason { get; init => field = value ?? ""; } = "";

    public string Message { get; init => field = value ?? ""; } = "";
}

public sealed record ContainerStateRunning
{
    public DateTimeOffset? StartedAt { get; init; }
}

public sealed record ContainerStateTerminated
{
    public int ExitCode { get; init; }

    public string Reason { get; init => field = value ?? ""; } = "";

    public DateTimeOffset? FinishedAt { get; init; }
}
