namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>policy/v1 PodDisruptionBudget.</summary>
public sealed record PodDisruptionBudget : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public PodDisruptionBudgetSpec Spec { get; init => field = value ?? new(); } = new();

    public PodDisruptionBudgetStatus Status { get; init => field = value ?? new(); } = new();
}

public sealed record PodDisruptionBudgetSpec
{
    /// <summary>Null selects no pod, an empty one all pods of the namespace.</summary>
    public LabelSelector? Selector { get; init; }
}

public sealed record PodDisruptionBudgetStatus
{
    /// <summary>How many more pods may be evicted now.</summary>
    public int DisruptionsAllowed { get; init; }

    public int CurrentHealthy { get; init; }

    public int DesiredHealthy { get; init; }
}
