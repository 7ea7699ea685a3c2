namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 PersistentVolume with all that is shown of it; <see cref="PersistentVolume"/> is what is always followed.</summary>
public sealed record VolumeDetail : IKubernetesObject
{
    public StorageMeta Metadata { get; init => field = value ?? new(); } = new();

    ObjectMeta IKubernetesObject.Metadata => Metadata;

    public VolumeDetailSpec Spec { get; init => field = value ?? new(); } = new();

    public VolumeDetailStatus Status { get; init => field = value ?? new(); } = new();
}

public sealed record VolumeDetailSpec
{
    public ValueMap Capacity { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;

    public ValueList<string> AccessModes { get; init => field = value ?? []; } = [];

    /// <summary>Retain, Delete or Recycle.</summary>
    public string PersistentVolumeReclaimPolicy { get; init => field = value ?? ""; } = "";

    public string StorageClassName { get; init => field = value ?? ""; } = "";

    public string VolumeMode { get; init => field = value is { Length: > 0 } ? value : "Filesystem"; } = "Filesystem";

    public ObjectReference? ClaimRef { get; init; }

    public VolumeNodeAffinity? NodeAffinity { get; init; }

    public DriverSource? Csi { get; init; }

    public DriverSource? FlexVolume { get; init; }

    public PathSource? HostPath { get; init; }

    public PathSource? Local { get; init; }

    public NfsSource? Nfs { get; init; }

    // in-tree plugins of which only the name is said
    public AnySource? AwsElasticBlockStore { get; init; }

    public AnySource? AzureDisk { get; init; }

    public AnySource? AzureFile { get; init; }

    public AnySource? Cephfs { get; init; }

    public AnySource? Cinder { get; init; }

    public AnySource? Fc { get; init; }

    public AnySource? GcePersistentDisk { get; init; }

    public AnySource? Glusterfs { get; init; }

    public AnySource? Iscsi { get; init; }

    public AnySource? PortworxVolume { get; init; }

    public AnySource? Rbd { get; init; }

    public AnySource? VsphereVolume { get; init; }
}

public sealed record DriverSource
{
    public string Driver { get; init => field = value ?? ""; } = "";

    public string VolumeHandle { get; init => field = value ?? ""; } = "";
}

public sealed record PathSource
{
    public string Path { get; init => field = value ?? ""; } = "";
}

public sealed record NfsSource
{
    public string Server { get; init => field = value ?? ""; } = "";

    public string Path { get; init => field = value ?? ""; } = "";
}

/// <summary>It is of this kind; more is not asked.</summary>
public sealed record AnySource;

/// <summary>On which nodes a volume can be used.</summary>
public sealed record VolumeNodeAffinity
{
    public NodeSelector? Required { get; init; }
}

/// <summary>Any one of the terms must hold; none matches nothing.</summary>
public sealed record NodeSelector
{
    public ValueList<NodeSelectorTerm> NodeSelectorTerms { get; init => field = value ?? []; } = [];

    public bool Matches(Node node) => NodeSelectorTerms.Any(term => term.Matches(node));
}

/// <summary>All of its requirements must hold; an empty one matches nothing.</summary>
public sealed record NodeSelectorTerm
{
    public ValueList<NodeSelectorRequirement> MatchExpressions { get; init => field = value ?? []; } = [];

    public ValueList<NodeSelectorRequirement> MatchFields { get; init => field = value ?? []; } = [];

    public bool Matches(Node node) =>
        MatchExpressions.Count + MatchFields.Count > 0
        && MatchExpressions.All(requirement => requirement.Matches(node.Metadata.Labels.Get(requirement.Key)))
        && MatchFields.All(requirement => requirement.Key == "metadata.name" && requirement.Matches(node.Metadata.Name));
}

public sealed record NodeSelectorRequirement
{
    public string Key { get; init => field = value ?? ""; } = "";

    /// <summary>In, NotIn, Exists, DoesNotExist, Gt or Lt; anything else matches nothing.</summary>
    public string Operator { get; init => field = value ?? ""; } = "";

    public ValueList<string> Values { get; init => field = value ?? []; } = [];

    /// <param name="value">Null where the node has no such label.</param>
    public bool Matches(string? value) => Operator switch
    {
        "In" => value is not null && Values.Contains(value),
        "NotIn" => value is null || !Values.Contains(value),
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        "Gt" => Compare(value) > 0,
        "Lt" => Compare(value) < 0,
        _ => false,
    };

    private int? Compare(string? value) =>
        Values.Count == 1 && long.TryParse(value, out var own) && long.TryParse(Values[0], out var bound) ? own.CompareTo(bound) : null;
}

public sealed record VolumeDetailStatus
{
    /// <summary>Pending, Available, Bound, Released or Failed.</summary>
    public string Phase { get; init => field = value ?? ""; } = "";

    public string Message { get; init => field = value ?? ""; } = "";
}
