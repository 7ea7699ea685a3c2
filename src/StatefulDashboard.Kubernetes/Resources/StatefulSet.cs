namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>apps/v1 StatefulSet.</summary>
public sealed record StatefulSet : IKubernetesObject
{
    public ObjectMeta Metadata { get; init; } = new();

    public StatefulSetSpec Spec { get; init; } = new();

    public StatefulSetStatus Status { get; init; } = new();
}

public sealed record StatefulSetSpec
{
    public int Replicas { get; init; } = 1;

    public string ServiceName { get; init; } = "";

    public LabelSelector Selector { get; init; } = new();

    public PodTemplate Template { get; init; } = new();

    public ValueList<VolumeClaimTemplate> VolumeClaimTemplates { get; init; } = [];

    /// <summary>OrderedReady or Parallel.</summary>
    public string PodManagementPolicy { get; init; } = "OrderedReady";

    public StatefulSetUpdateStrategy UpdateStrategy { get; init; } = new();

    public int MinReadySeconds { get; init; }

    public StatefulSetOrdinals? Ordinals { get; init; }

    public ClaimRetentionPolicy PersistentVolumeClaimRetentionPolicy { get; init; } = new();
}

public sealed record PodTemplate
{
    public ObjectMeta Metadata { get; init; } = new();

    public PodSpec Spec { get; init; } = new();
}

public sealed record VolumeClaimTemplate
{
    public ObjectMeta Metadata { get; init; } = new();

    public PersistentVolumeClaimSpec Spec { get; init; } = new();
}

public sealed record StatefulSetUpdateStrategy
{
    /// <summary>RollingUpdate or OnDelete.</summary>
    public string Type { get; init; } = "RollingUpdate";

    public RollingUpdateStatefulSetStrategy? RollingUpdate { get; init; }
}

public sealed record RollingUpdateStatefulSetStrategy
{
    /// <summary>Counts from <see cref="StatefulSetOrdinals.Start"/>.</summary>
    public int Partition { get; init; }
}

public sealed record StatefulSetOrdinals
{
    public int Start { get; init; }
}

public sealed record ClaimRetentionPolicy
{
    /// <summary>Retain or Delete.</summary>
    public string WhenDeleted { get; init; } = "Retain";

    /// <summary>Retain or Delete.</summary>
    public string WhenScaled { get; init; } = "Retain";
}

public sealed record StatefulSetStatus
{
    public long ObservedGeneration { get; init; }

    public int Replicas { get; init; }

    public int ReadyReplicas { get; init; }

    public int AvailableReplicas { get; init; }

    public int CurrentReplicas { get; init; }

    public int UpdatedReplicas { get; init; }

    public string CurrentRevision { get; init; } = "";

    public string UpdateRevision { get; init; } = "";
}
