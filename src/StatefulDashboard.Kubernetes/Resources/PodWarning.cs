namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>A v1 Event about a pod that warns.</summary>
public sealed record PodWarning : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public PodWarningObject InvolvedObject { get; init => field = value ?? new(); } = new();

    /// <summary>"Unhealthy", "FailedMount".</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    public string Message { get; init => field = value ?? ""; } = "";

    public int Count { get; init; }

    public DateTimeOffset? LastTimestamp { get; init; }

    public DateTimeOffset? EventTime { get; init; }

    public PodWarningSeries? Series { get; init; }

    /// <summary>When it was last seen, whichever of the two forms of Events it has.</summary>
    public DateTimeOffset? At => Series?.LastObservedTime ?? LastTimestamp ?? EventTime ?? Metadata.CreationTimestamp;

    public int Times => Math.Max(Series?.Count ?? Count, 1);
}

public sealed record PodWarningObject
{
    public string Name { get; init => field = value ?? ""; } = "";

    public string Uid { get; init => field = value ?? ""; } = "";

    /// <summary>"spec.containers{web}"; empty for the pod as a whole.</summary>
    public string FieldPath { get; init => field = value ?? ""; } = "";
}

public sealed record PodWarningSeries
{
    public int Count { get; init; }

    public DateTimeOffset? LastObservedTime { get; init; }
}
