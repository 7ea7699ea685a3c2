using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview.Facts;

/// <summary>
/// What plans need to know of a set beyond what is shown of it. Compares by value. Where a kind is unread
/// (<see cref="StatefulSetOverview.Unread"/>) its list is empty, and that says nothing.
/// </summary>
public sealed record SetFacts
{
    public static readonly SetFacts None = new();

    /// <summary>PodDisruptionBudgets that select pods made from the present template; by name.</summary>
    public ValueList<BudgetInfo> Budgets { get; init; } = [];

    /// <summary>HorizontalPodAutoscalers whose target is this set; by name.</summary>
    public ValueList<AutoscalerInfo> Autoscalers { get; init; } = [];

    /// <summary>Who will write back what a person changes; by name.</summary>
    public ValueList<WriterInfo> Writers { get; init; } = [];

    /// <summary>Who owns which of the set's fields, people included, as managedFields has them.</summary>
    public ValueList<FieldOwnerInfo> FieldOwners { get; init; } = [];

    /// <summary>Null: nothing says that a majority of the members is needed.</summary>
    public QuorumInfo? Quorum { get; init; }

    /// <summary>Of the template; null where it names none.</summary>
    public long? TerminationGracePeriodSeconds { get; init; }

    /// <summary>Of the template, in its order.</summary>
    public ValueList<ContainerInfo> Containers { get; init; } = [];

    /// <summary>On how many nodes the set's pods are; 0 where none has a place or pods are unread.</summary>
    public int NodeCount { get; init; }

    /// <summary>spec.updateStrategy.rollingUpdate.maxUnavailable, "2" or "25%"; null where it is not set.</summary>
    public string? MaxUnavailable { get; init; }

    /// <summary>Names of Services other than the governing one that select pods made from the present template.</summary>
    public ValueList<string> Services { get; init; } = [];
}

/// <summary>A container of the template.</summary>
public sealed record ContainerInfo(string Name, string Image);

/// <summary>A PodDisruptionBudget, as its status says. Budgets restrain evictions only.</summary>
public sealed record BudgetInfo(string Name, int DisruptionsAllowed, int CurrentHealthy, int DesiredHealthy);

public sealed record AutoscalerInfo(string Name, int MinReplicas, int MaxReplicas);

/// <summary>Members that vote: below <paramref name="Majority"/> Ready ones nothing can be written.</summary>
/// <param name="Size">spec.replicas.</param>
/// <param name="Evidence">"stateful-dashboard.io/quorum=true", "image etcd".</param>
public sealed record QuorumInfo(int Size, int Majority, string Evidence);
