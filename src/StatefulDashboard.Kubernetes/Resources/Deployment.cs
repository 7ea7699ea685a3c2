using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>apps/v1 Deployment: as much as tells whether it holds state, and how it is.</summary>
public sealed record Deployment : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public DeploymentSpec Spec { get; init => field = value ?? new(); } = new();

    public DeploymentStatus Status { get; init => field = value ?? new(); } = new();
}

public sealed record DeploymentSpec
{
    public int Replicas { get; init; } = 1;

    public DeploymentStrategy Strategy { get; init => field = value ?? new(); } = new();

    public VolumeTemplate Template { get; init => field = value ?? new(); } = new();
}

public sealed record DeploymentStrategy
{
    /// <summary>RollingUpdate or Recreate.</summary>
    public string Type { get; init => field = value ?? "RollingUpdate"; } = "RollingUpdate";

    public RollingUpdateDeployment? RollingUpdate { get; init; }
}

public sealed record RollingUpdateDeployment
{
    /// <summary>"1" or "25%"; null where it is not set.</summary>
    [JsonConverter(typeof(IntOrStringConverter))]
    public string? MaxSurge { get; init; }
}

public sealed record DeploymentStatus
{
    public long ObservedGeneration { get; init; }

    public int ReadyReplicas { get; init; }

    public int UpdatedReplicas { get; init; }

    public ValueList<Condition> Conditions { get; init => field = value ?? []; } = [];
}
