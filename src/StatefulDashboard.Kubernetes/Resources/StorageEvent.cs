namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 Event, as far as storage is explained by it.</summary>
public sealed record StorageEvent : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public ObjectReference InvolvedObject { get; init => field = value ?? new(); } = new();

    public string Reason { get; init => field = value ?? ""; } = "";

    public string Message { get; init => field = value ?? ""; } = "";

    /// <summary>Normal or Warning.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    public int Count { get; init; }

    public DateTimeOffset? FirstTimestamp { get; init; }

    public DateTimeOffset? LastTimestamp { get; init; }

    public DateTimeOffset? EventTime { get; init; }

    public StorageEventSeries? Series { get; init; }

    /// <summary>When it was said last, in either form of Events.</summary>
    public DateTimeOffset? LastAt => Series?.LastObservedTime ?? LastTimestamp ?? EventTime ?? FirstTimestamp ?? Metadata.CreationTimestamp;
}

public sealed record StorageEventSeries
{
    public DateTimeOffset? LastObservedTime { get; init; }
}
