namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 Pod.</summary>
public sealed record Pod : IKubernetesObject
{
    public ObjectMeta Metadata { get; init; } = new();

    public PodSpec Spec { get; init; } = new();

    public PodStatus Status { get; init; } = new();
}

public sealed record PodSpec
{
    public string NodeName { get; init; } = "";

    public string Hostname { get; init; } = "";

    public string Subdomain { get; init; } = "";

    public long? TerminationGracePeriodSeconds { get; init; }

    public ValueList<PodVolume> Volumes { get; init; } = [];

    public ValueList<Container> Containers { get; init; } = [];
}

public sealed record PodVolume
{
    public string Name { get; init; } = "";

    public PodVolumeClaim? PersistentVolumeClaim { get; init; }
}

public sealed record PodVolumeClaim
{
    public string ClaimName { get; init; } = "";
}

public sealed record Container
{
    public string Name { get; init; } = "";

    public string Image { get; init; } = "";
}

public sealed record PodStatus
{
    /// <summary>Pending, Running, Succeeded, Failed or Unknown.</summary>
    public string Phase { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Message { get; init; } = "";

    public string PodIP { get; init; } = "";

    public DateTimeOffset? StartTime { get; init; }

    public ValueList<Condition> Conditions { get; init; } = [];

    public ValueList<ContainerStatus> InitContainerStatuses { get; init; } = [];

    public ValueList<ContainerStatus> ContainerStatuses { get; init; } = [];
}

public sealed record Condition
{
    public string Type { get; init; } = "";

    /// <summary>True, False or Unknown.</summary>
    public string Status { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Message { get; init; } = "";

    public DateTimeOffset? LastTransitionTime { get; init; }

    public bool IsTrue => string.Equals(Status, "True", StringComparison.Ordinal);
}

public sealed record ContainerStatus
{
    public string Name { get; init; } = "";

    public bool Ready { get; init; }

    /// <summary>False until the startup probe has passed; null where the kubelet does not say.</summary>
    public bool? Started { get; init; }

    public int RestartCount { get; init; }

    public ContainerState State { get; init; } = new();

    public ContainerState LastState { get; init; } = new();
}

public sealed record ContainerState
{
    public ContainerStateWaiting? Waiting { get; init; }

    public ContainerStateRunning? Running { get; init; }

    public ContainerStateTerminated? Terminated { get; init; }
}

public sealed record ContainerStateWaiting
{
    public string Reason { get; init; } = "";

    public string Message { get; init; } = "";
}

public sealed record ContainerStateRunning
{
    public DateTimeOffset? StartedAt { get; init; }
}

public sealed record ContainerStateTerminated
{
    public int ExitCode { get; init; }

    public string Reason { get; init; } = "";

    public DateTimeOffset? FinishedAt { get; init; }
}
