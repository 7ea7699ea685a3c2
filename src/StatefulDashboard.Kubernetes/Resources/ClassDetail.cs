namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>storage.k8s.io/v1 StorageClass with all that is shown of it; <see cref="StorageClass"/> is what is always followed.</summary>
public sealed record ClassDetail : IKubernetesObject
{
    public StorageMeta Metadata { get; init => field = value ?? new(); } = new();

    ObjectMeta IKubernetesObject.Metadata => Metadata;

    public string Provisioner { get; init => field = value ?? ""; } = "";

    public string ReclaimPolicy { get; init => field = value is { Length: > 0 } ? value : "Delete"; } = "Delete";

    public string VolumeBindingMode { get; init => field = value is { Length: > 0 } ? value : "Immediate"; } = "Immediate";

    public bool AllowVolumeExpansion { get; init; }

    /// <summary>Where volumes may be made; none: anywhere.</summary>
    public ValueList<TopologySelectorTerm> AllowedTopologies { get; init => field = value ?? []; } = [];
}

/// <summary>All of its expressions must hold.</summary>
public sealed record TopologySelectorTerm
{
    public ValueList<TopologyRequirement> MatchLabelExpressions { get; init => field = value ?? []; } = [];
}

public sealed record TopologyRequirement
{
    public string Key { get; init => field = value ?? ""; } = "";

    public ValueList<string> Values { get; init => field = value ?? []; } = [];
}
