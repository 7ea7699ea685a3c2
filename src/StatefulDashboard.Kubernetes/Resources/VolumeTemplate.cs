namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>A pod template as far as it says where data is kept: apart from <see cref="PodTemplate"/>, since pods do not carry it.</summary>
public sealed record VolumeTemplate
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public VolumeTemplateSpec Spec { get; init => field = value ?? new(); } = new();
}

public sealed record VolumeTemplateSpec
{
    public ValueList<TemplateVolume> Volumes { get; init => field = value ?? []; } = [];

    public ValueList<MountingContainer> InitContainers { get; init => field = value ?? []; } = [];

    public ValueList<MountingContainer> Containers { get; init => field = value ?? []; } = [];
}

public sealed record TemplateVolume
{
    public string Name { get; init => field = value ?? ""; } = "";

    public TemplateVolumeClaim? PersistentVolumeClaim { get; init; }

    public HostPathVolume? HostPath { get; init; }
}

public sealed record TemplateVolumeClaim
{
    public string ClaimName { get; init => field = value ?? ""; } = "";

    public bool ReadOnly { get; init; }
}

public sealed record HostPathVolume
{
    public string Path { get; init => field = value ?? ""; } = "";

    /// <summary>Empty, DirectoryOrCreate, Directory, FileOrCreate, File, Socket, CharDevice or BlockDevice.</summary>
    public string Type { get; init => field = value ?? ""; } = "";
}

public sealed record MountingContainer
{
    public string Image { get; init => field = value ?? ""; } = "";

    public ValueList<TemplateMount> VolumeMounts { get; init => field = value ?? []; } = [];
}

public sealed record TemplateMount
{
    public string Name { get; init => field = value ?? ""; } = "";

    public bool ReadOnly { get; init; }
}
