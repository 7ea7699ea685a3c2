using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>apps/v1 StatefulSet.</summary>
public sealed record StatefulSet : IKubernetesObject
{
    public StatefulSetMeta Metadata { get; init => field = value ?? new(); } = new();

    ObjectMeta IKubernetesObject.Metadata => Metadata;

    public StatefulSetSpec Spec { get; init => field = value ?? new(); } = new();

    public StatefulSetStatus Status { get; init => field = value ?? new(); } = new();
}

public sealed record StatefulSetSpec
{
    public int Replicas { get; init; } = 1;

    public string ServiceName { get; init => field = value ?? ""; } = "";

    public LabelSelector Selector { get; init => field = value ?? new(); } = new();

    public PodTemplate Template { get; init => field = value ?? new(); } = new();

    public ValueList<VolumeClaimTemplate> VolumeClaimTemplates { get; init => field = value ?? []; } = [];

    /// <summary>OrderedReady or Parallel.</summary>
    public string PodManagementPolicy { get; init => field = value ?? "OrderedReady"; } = "OrderedReady";

    public StatefulSetUpdateStrategy UpdateStrategy { get; init => field = value ?? new(); } = new();

    public int MinReadySeconds { get; init; }

    public StatefulSetOrdinals? Ordinals { get; init; }

    public ClaimRetentionPolicy PersistentVolumeClaimRetentionPolicy { get; init => field = value ?? new(); } = new();
}

public sealed record PodTemplate
{
    public PodTemplateMeta Metadata { get; init => field = value ?? new(); } = new();

    public PodSpec Spec { get; init => field = value ?? new(); } = new();
}

public sealed record VolumeClaimTemplate
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public PersistentVolumeClaimSpec Spec { get; init => field = value ?? new(); } = new();
}

public sealed record StatefulSetUpdateStrategy
{
    /// <summary>RollingUpdate or OnDelete.</summary>
    public string Type { get; init => field = value ?? "RollingUpdate"; } = "RollingUpdate";

    public RollingUpdateStatefulSetStrategy? RollingUpdate { get; init; }
}

public sealed record RollingUpdateStatefulSetStrategy
{
    /// <summary>Counts from <see cref="StatefulSetOrdinals.Start"/>.</summary>
    public int Partition { get; init; }

    /// <summary>"2" or "25%"; null where it is not set or the server does not know it.</summary>
    [JsonConverter(typeof(IntOrStringConverter))]
    public string? MaxUnavailable { get; init; }
}

public sealed record StatefulSetOrdinals
{
    public int Start { get; init; }
}

public sealed record ClaimRetentionPolicy
{
    /// <summary>Retain or Delete.</summary>
    public string WhenDeleted { get; init => field = value ?? "Retain"; } = "Retain";

    /// <summary>Retain or Delete.</summary>
    public string WhenScaled { get; init => field = value ?? "Retain"; } = "Retain";
}

public sealed record StatefulSetStatus
{
    public long ObservedGeneration { get; init; }

    public int Replicas { get; init; }

    public int ReadyReplicas { get; init; }

    public int AvailableReplicas { get; init; }

    public int CurrentReplicas { get; init; }

    public int UpdatedReplicas { get; init; }

    public string CurrentRevision { get; init => field = value ?? ""; } = "";

    public string UpdateRevision { get; init => field = value ?? ""; } = "";
}
