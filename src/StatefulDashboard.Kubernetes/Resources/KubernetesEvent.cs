namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 Event: something that a component told of an object, perhaps many times.</summary>
public sealed record KubernetesEvent : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public ObjectReference InvolvedObject { get; init => field = value ?? new(); } = new();

    /// <summary>Normal or Warning.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    public string Reason { get; init => field = value ?? ""; } = "";

    public string Message { get; init => field = value ?? ""; } = "";

    /// <summary>Who told it; older components say it in <see cref="Source"/> only.</summary>
    public string ReportingComponent { get; init => field = value ?? ""; } = "";

    public EventSource Source { get; init => field = value ?? new(); } = new();

    public int Count { get; init; }

    public DateTimeOffset? FirstTimestamp { get; init; }

    public DateTimeOffset? LastTimestamp { get; init; }

    /// <summary>Set in place of the two timestamps by components that speak events.k8s.io.</summary>
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>Null while it was told once only.</summary>
    public EventSeries? Series { get; init; }

    public string Component => ReportingComponent.Length > 0 ? ReportingComponent : Source.Component;

    public DateTimeOffset? FirstSeen => FirstTimestamp ?? EventTime ?? Metadata.CreationTimestamp;

    public DateTimeOffset? LastSeen => Series?.LastObservedTime ?? LastTimestamp ?? EventTime ?? Metadata.CreationTimestamp;

    /// <summary>How often it was told, at least once.</summary>
    public int Times => Math.Max(1, Math.Max(Count, Series?.Count ?? 0));
}

public sealed record EventSource
{
    public string Component { get; init => field = value ?? ""; } = "";

    public string Host { get; init => field = value ?? ""; } = "";
}

public sealed record EventSeries
{
    public int Count { get; init; }

    public DateTimeOffset? LastObservedTime { get; init; }
}
