using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What a partitioned rollout will do. Pure.</summary>
public static class RolloutPlanner
{
    public static ActionPlan Plan(StatefulSetOverview set, RolloutIntent intent)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(intent);
        var refusal = RolloutRefusals.Of(set, intent);
        if (refusal is not null)
        {
            return new(ActionKind.Rollout, set.Name, set.Uid, set.Generation, [], [], [], refusal, [], []);
        }

        var changes = new RolloutChanges(set, intent);
        return new(
            ActionKind.Rollout, set.Name, set.Uid, set.Generation, changes.Steps, changes.Consequences, RolloutHazards.Of(set, intent, changes), null,
            RolloutCommands.Kubectl(set, intent, changes), RolloutCommands.Requests(set, intent));
    }

    /// <summary>
    /// Where the rollout is held before its first step: with it, no pod is replaced that is not being replaced already. A change is
    /// held above all pods. One that is taken over is held where its partition holds it, or at the lowest position above which all are
    /// on the new revision or on their way to it.
    /// </summary>
    public static int FirstPartition(StatefulSetOverview set, RolloutIntent intent)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(intent);
        return intent.Change is not null ? Math.Max(set.Replicas, set.Partition) : Math.Max(Touched(set), set.Partition);
    }

    /// <summary>The partitions in order; 0 comes last, whether the intent names it or not.</summary>
    public static IReadOnlyList<int> Partitions(RolloutIntent intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        return intent.Partitions.Count > 0 && intent.Partitions[^1] == 0 ? intent.Partitions : [.. intent.Partitions, 0];
    }

    /// <summary>The position of a pod, counted from ordinals.start as the partition is.</summary>
    internal static int Position(StatefulSetOverview set, OrdinalSlot slot) => slot.Ordinal - set.Start;

    internal static bool IsOnUpdate(StatefulSetOverview set, OrdinalSlot slot) =>
        slot.HasPod && string.Equals(slot.Revision, set.UpdateRevision, StringComparison.Ordinal);

    /// <summary>On the update revision, and not about to be made again: below the partition it would come back on the current one.</summary>
    internal static bool StaysOnUpdate(StatefulSetOverview set, OrdinalSlot slot) =>
        IsOnUpdate(set, slot) && slot.State is not (OrdinalState.Terminating or OrdinalState.Failed);

    private static int Touched(StatefulSetOverview set)
    {
        var lowest = set.Replicas;
        foreach (var slot in set.Slots.Reverse().Where(slot => slot.InRange))
        {
            if (Position(set, slot) != lowest - 1 || slot is { HasPod: true, IsTerminating: false } && !IsOnUpdate(set, slot))
            {
                break; // not there yet, or (a set of very many that are missing) not listed
            }

            lowest--;
        }

        return lowest;
    }
}
