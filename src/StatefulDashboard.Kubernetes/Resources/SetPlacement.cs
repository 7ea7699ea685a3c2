namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>apps/v1 StatefulSet: only what its template says about the nodes that its pods may be on.</summary>
public sealed record SetPlacement : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public SetPlacementSpec Spec { get; init => field = value ?? new(); } = new();

    public ObjectMeta Template => Spec.Template.Metadata;

    public PlacementRules Rules => Spec.Template.Spec;
}

public sealed record SetPlacementSpec
{
    public PlacementTemplate Template { get; init => field = value ?? new(); } = new();
}

public sealed record PlacementTemplate
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public PlacementRules Spec { get; init => field = value ?? new(); } = new();
}

public sealed record PlacementRules
{
    public ValueMap NodeSelector { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;

    public Affinity Affinity { get; init => field = value ?? new(); } = new();

    public ValueList<TopologySpread> TopologySpreadConstraints { get; init => field = value ?? []; } = [];

    /// <summary>Only whether there are any.</summary>
    public ValueList<AnySource> Tolerations { get; init => field = value ?? []; } = [];

    public ValueList<PlacementVolume> Volumes { get; init => field = value ?? []; } = [];
}

public sealed record PlacementVolume
{
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Not null: its data live and die with the pod.</summary>
    public AnySource? EmptyDir { get; init; }
}

public sealed record Affinity
{
    public NodeAffinity NodeAffinity { get; init => field = value ?? new(); } = new();

    public PodAffinity PodAffinity { get; init => field = value ?? new(); } = new();

    public PodAffinity PodAntiAffinity { get; init => field = value ?? new(); } = new();
}

public sealed record NodeAffinity
{
    public NodeSelector? RequiredDuringSchedulingIgnoredDuringExecution { get; init; }
}

public sealed record PodAffinity
{
    public ValueList<PodAffinityTerm> RequiredDuringSchedulingIgnoredDuringExecution { get; init => field = value ?? []; } = [];

    public ValueList<WeightedPodAffinityTerm> PreferredDuringSchedulingIgnoredDuringExecution { get; init => field = value ?? []; } = [];
}

public sealed record WeightedPodAffinityTerm
{
    public PodAffinityTerm PodAffinityTerm { get; init => field = value ?? new(); } = new();
}

public sealed record PodAffinityTerm
{
    public string TopologyKey { get; init => field = value ?? ""; } = "";

    /// <summary>Null selects no pod.</summary>
    public LabelSelector? LabelSelector { get; init; }
}

public sealed record TopologySpread
{
    public string TopologyKey { get; init => field = value ?? ""; } = "";

    public int MaxSkew { get; init; }

    /// <summary>DoNotSchedule or ScheduleAnyway.</summary>
    public string WhenUnsatisfiable { get; init => field = value ?? ""; } = "";

    /// <summary>Null selects no pod.</summary>
    public LabelSelector? LabelSelector { get; init; }
}
