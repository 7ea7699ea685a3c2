namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>A container of a pod or a template with its probes, hooks and environment.</summary>
public sealed record ContainerDetail
{
    public string Name { get; init => field = value ?? ""; } = "";

    public string Image { get; init => field = value ?? ""; } = "";

    /// <summary>Always, IfNotPresent or Never; the server fills it in.</summary>
    public string ImagePullPolicy { get; init => field = value ?? ""; } = "";

    /// <summary>"Always" makes an init container a sidecar.</summary>
    public string RestartPolicy { get; init => field = value ?? ""; } = "";

    public ValueList<EnvironmentVariable> Env { get; init => field = value ?? []; } = [];

    public ValueList<EnvironmentSource> EnvFrom { get; init => field = value ?? []; } = [];

    public ContainerResources Resources { get; init => field = value ?? new(); } = new();

    public Probe? StartupProbe { get; init; }

    public Probe? LivenessProbe { get; init; }

    public Probe? ReadinessProbe { get; init; }

    public ContainerLifecycle Lifecycle { get; init => field = value ?? new(); } = new();

    public ValueList<VolumeMount> VolumeMounts { get; init => field = value ?? []; } = [];

    /// <summary>An init container that runs on beside the others.</summary>
    public bool IsSidecar => string.Equals(RestartPolicy, "Always", StringComparison.Ordinal);
}

public sealed record ContainerResources
{
    public ValueMap Requests { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;

    public ValueMap Limits { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;
}

public sealed record ContainerLifecycle
{
    public LifecycleHandler? PostStart { get; init; }

    public LifecycleHandler? PreStop { get; init; }

    /// <summary>"SIGUSR1"; empty: what the image says, else SIGTERM.</summary>
    public string StopSignal { get; init => field = value ?? ""; } = "";
}

public sealed record VolumeMount
{
    public string Name { get; init => field = value ?? ""; } = "";

    public string MountPath { get; init => field = value ?? ""; } = "";

    public string SubPath { get; init => field = value ?? ""; } = "";

    public bool ReadOnly { get; init; }
}
