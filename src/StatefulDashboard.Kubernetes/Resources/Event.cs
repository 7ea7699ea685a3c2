using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 Event: what a component of the cluster says about an object. Kept by the server for an hour, as kube-apiserver has it by default.</summary>
public sealed record Event : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public ObjectReference InvolvedObject { get; init => field = value ?? new(); } = new();

    /// <summary>Normal or Warning.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>One word: "FailedCreate".</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>Untrusted text.</summary>
    public string Message { get; init => field = value ?? ""; } = "";

    public DateTimeOffset? FirstTimestamp { get; init; }

    public DateTimeOffset? LastTimestamp { get; init; }

    /// <summary>Set in place of the two above by components that write events.k8s.io/v1.</summary>
    public DateTimeOffset? EventTime { get; init; }

    public int? Count { get; init; }

    public EventSeries? Series { get; init; }

    public EventSource Source { get; init => field = value ?? new(); } = new();

    /// <summary>Who says it: "statefulset-controller".</summary>
    public string ReportingComponent { get; init => field = value ?? ""; } = "";

    /// <summary>When it was last seen to happen.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastSeenAt => Series?.LastObservedTime ?? LastTimestamp ?? EventTime ?? Metadata.CreationTimestamp;

    /// <summary>When it was first seen to happen.</summary>
    [JsonIgnore]
    public DateTimeOffset? FirstSeenAt => FirstTimestamp ?? EventTime ?? Metadata.CreationTimestamp;

    /// <summary>How often it was seen; at least once.</summary>
    [JsonIgnore]
    public int Times => Math.Max(1, Series?.Count ?? Count ?? 1);

    /// <summary>Who says it, whichever of its two fields names them.</summary>
    [JsonIgnore]
    public string Reporter => ReportingComponent.Length > 0 ? ReportingComponent : Source.Component;
}

public sealed record EventSeries
{
    public int Count { get; init; }

    public DateTimeOffset? LastObservedTime { get; init; }
}

public sealed record EventSource
{
    public string Component { get; init => field = value ?? ""; } = "";

    public string Host { get; init => field = value ?? ""; } = "";
}
