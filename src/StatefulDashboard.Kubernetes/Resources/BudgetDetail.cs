using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>policy/v1 PodDisruptionBudget with all that decides on an eviction; <see cref="PodDisruptionBudget"/> is what is always followed.</summary>
public sealed record BudgetDetail : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public BudgetDetailSpec Spec { get; init => field = value ?? new(); } = new();

    public BudgetDetailStatus Status { get; init => field = value ?? new(); } = new();

    /// <summary>policy/v1: null selects no pod, an empty selector all pods of the namespace.</summary>
    public bool Selects(ValueMap labels) => Spec.Selector is { } selector && selector.Matches(labels);
}

public sealed record BudgetDetailSpec
{
    public LabelSelector? Selector { get; init; }

    /// <summary>"2" or "50%".</summary>
    [JsonConverter(typeof(IntOrStringConverter))]
    public string? MinAvailable { get; init; }

    /// <summary>"1" or "25%".</summary>
    [JsonConverter(typeof(IntOrStringConverter))]
    public string? MaxUnavailable { get; init; }

    /// <summary>IfHealthyBudget (also where it is missing) or AlwaysAllow.</summary>
    public string UnhealthyPodEvictionPolicy { get; init => field = value ?? ""; } = "";
}

public sealed record BudgetDetailStatus
{
    /// <summary>The generation that the numbers are of; older than the budget's, evictions are refused.</summary>
    public long ObservedGeneration { get; init; }

    public int DisruptionsAllowed { get; init; }

    public int CurrentHealthy { get; init; }

    public int DesiredHealthy { get; init; }

    /// <summary>All pods that the budget counts, those of others included.</summary>
    public int ExpectedPods { get; init; }

    public ValueList<Condition> Conditions { get; init => field = value ?? []; } = [];
}
