using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 PersistentVolumeClaim with all that is shown of its storage; <see cref="PersistentVolumeClaim"/> is what is always followed.</summary>
public sealed record ClaimDetail : IKubernetesObject
{
    public StorageMeta Metadata { get; init => field = value ?? new(); } = new();

    ObjectMeta IKubernetesObject.Metadata => Metadata;

    public ClaimDetailSpec Spec { get; init => field = value ?? new(); } = new();

    public ClaimDetailStatus Status { get; init => field = value ?? new(); } = new();
}

/// <summary>Metadata with the annotations that speak of storage.</summary>
public sealed record StorageMeta : ObjectMeta
{
    [JsonConverter(typeof(StorageAnnotations))]
    public ValueMap Annotations { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;
}

/// <summary>Also of a volumeClaimTemplate.</summary>
public sealed record ClaimDetailSpec
{
    public ValueList<string> AccessModes { get; init => field = value ?? []; } = [];

    public VolumeResources Resources { get; init => field = value ?? new(); } = new();

    /// <summary>Null means the default class; the empty string means none: static volumes only.</summary>
    public string? StorageClassName { get; init; }

    public string VolumeName { get; init => field = value ?? ""; } = "";

    /// <summary>Filesystem or Block.</summary>
    public string VolumeMode { get; init => field = value is { Length: > 0 } ? value : "Filesystem"; } = "Filesystem";

    /// <summary>Which static volumes it takes; null: any. A claim with one is never provisioned for.</summary>
    public LabelSelector? Selector { get; init; }
}

public sealed record ClaimDetailStatus
{
    /// <summary>Pending, Bound or Lost.</summary>
    public string Phase { get; init => field = value ?? ""; } = "";

    public ValueMap Capacity { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;

    /// <summary>What the volume can do; the spec says what was asked for.</summary>
    public ValueList<string> AccessModes { get; init => field = value ?? []; } = [];

    public ValueList<Condition> Conditions { get; init => field = value ?? []; } = [];
}
