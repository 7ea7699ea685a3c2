namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>What a kubelet tells of a container; all of it that <see cref="ContainerStatus"/> leaves out as well.</summary>
public sealed record ContainerReport
{
    public string Name { get; init => field = value ?? ""; } = "";

    public string Image { get; init => field = value ?? ""; } = "";

    /// <summary>What runs indeed, with its digest; empty before it was pulled.</summary>
    public string ImageID { get; init => field = value ?? ""; } = "";

    public bool Ready { get; init; }

    /// <summary>False until the startup probe has passed; null where the kubelet does not say.</summary>
    public bool? Started { get; init; }

    public int RestartCount { get; init; }

    public ContainerReportState State { get; init => field = value ?? new(); } = new();

    public ContainerReportState LastState { get; init => field = value ?? new(); } = new();
}

public sealed record ContainerReportState
{
    public ContainerStateWaiting? Waiting { get; init; }

    public ContainerStateRunning? Running { get; init; }

    public ContainerTermination? Terminated { get; init; }
}

/// <summary>How a container ended.</summary>
public sealed record ContainerTermination
{
    public int ExitCode { get; init; }

    /// <summary>Of the signal, where the runtime tells it.</summary>
    public int Signal { get; init; }

    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>The end of what it wrote to its termination log.</summary>
    public string Message { get; init => field = value ?? ""; } = "";

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}
