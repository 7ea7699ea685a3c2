namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 Pod, any pod: only which claims it uses.</summary>
public sealed record PodMounts : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public PodMountsSpec Spec { get; init => field = value ?? new(); } = new();

    public PodMountsStatus Status { get; init => field = value ?? new(); } = new();

    /// <summary>The claims that it mounts, also those that are made with it for its ephemeral volumes; each once.</summary>
    public IEnumerable<string> Claims => Spec.Volumes
        .Select(volume => volume.PersistentVolumeClaim?.ClaimName ?? (volume.Ephemeral is null ? "" : Metadata.Name + "-" + volume.Name))
        .Where(name => name.Length > 0).Distinct(StringComparer.Ordinal);
}

public sealed record PodMountsSpec
{
    public string NodeName { get; init => field = value ?? ""; } = "";

    public ValueList<MountedVolume> Volumes { get; init => field = value ?? []; } = [];
}

public sealed record MountedVolume
{
    public string Name { get; init => field = value ?? ""; } = "";

    public PodVolumeClaim? PersistentVolumeClaim { get; init; }

    /// <summary>A claim of its own, named after the pod.</summary>
    public AnySource? Ephemeral { get; init; }
}

public sealed record PodMountsStatus
{
    /// <summary>Pending, Running, Succeeded, Failed or Unknown.</summary>
    public string Phase { get; init => field = value ?? ""; } = "";
}
