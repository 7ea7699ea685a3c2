using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>Somebody wants the template changed and the change released step by step, by lowering the partition.</summary>
/// <param name="Change">Null: a rollout that is there already is taken over.</param>
/// <param name="Partitions">
/// The steps: strictly falling values of the partition, each below the number of replicas. Where the last is not 0, the rollout
/// waits there for a person, and 0 comes after it.
/// </param>
/// <param name="Soak">How long all updated pods must have been Available before the next step.</param>
/// <param name="NeedsApproval">Before each step but the first a person must say so.</param>
public sealed record RolloutIntent(NamespacedName Name, TemplateChange? Change, ValueList<int> Partitions, TimeSpan Soak, bool NeedsApproval) : ActionIntent(Name)
{
    public override ActionKind Kind => ActionKind.Rollout;

    // JSON that leaves them out means none
    public ValueList<int> Partitions { get; init; } = Partitions ?? [];

    /// <summary>From the highest ordinal down, one at a time.</summary>
    public static ValueList<int> OneByOne(int replicas) => Enumerable.Range(0, Math.Max(replicas, 1)).Reverse().ToValueList();

    /// <summary>One pod, then half of them, then all.</summary>
    public static ValueList<int> OneHalfAll(int replicas) =>
        new[] { replicas - 1, replicas / 2, 0 }.Where(partition => partition >= 0).Append(0).Distinct().OrderDescending().ToValueList();
}
