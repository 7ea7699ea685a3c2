using System.Globalization;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning;

/// <summary>Why a rollout cannot be done.</summary>
internal static class RolloutRefusals
{
    /// <summary>Each step is kept with the operation, and an object of the cluster holds 1 MiB.</summary>
    private const int MostPartitions = 500;

    private static readonly TimeSpan LongestSoak = TimeSpan.FromDays(1);

    public static Statement? Of(StatefulSetOverview set, RolloutIntent intent) =>
        set.Phase == StatefulSetPhase.Deleting ? Statement.Of(StatementCode.PlanDeleting, set.Name.Name)
        : set.Phase == StatefulSetPhase.Unknown ? Statement.Of(StatementCode.PlanUnread, string.Join(", ", set.Unread.Resources()))
        : !set.IsRollingUpdate ? Statement.Of(StatementCode.RolloutOnDelete, set.Name.Name)
        : intent.Change is { } change && TemplateRules.Refusal(set, change) is { } wrong ? wrong
        : intent.Soak < TimeSpan.Zero || intent.Soak > LongestSoak ? Statement.Of(StatementCode.RolloutSoakOutOfRange)
        : Partitions(set, intent) ?? (intent.Change is null ? TakeOver(set, intent) : null) ?? Stuck(set, intent) ?? InMotion(set, intent);

    private static Statement? Partitions(StatefulSetOverview set, RolloutIntent intent)
    {
        var partitions = intent.Partitions;
        if (partitions.Count == 0)
        {
            return set.Replicas > 1 ? Statement.Of(StatementCode.RolloutWithoutPartitions) : null;
        }

        if (partitions.Count > MostPartitions)
        {
            return Statement.Of(StatementCode.RolloutTooManySteps, Number(partitions.Count), Number(MostPartitions));
        }

        var before = Math.Max(set.Replicas, 1);
        for (var index = 0; index < partitions.Count; index++)
        {
            if (partitions[index] < 0 || partitions[index] >= Math.Max(set.Replicas, 1))
            {
                return Statement.Of(StatementCode.RolloutPartitionOutOfRange, Number(partitions[index]), Number(set.Replicas));
            }

            if (partitions[index] >= before)
            {
                return Statement.Of(StatementCode.RolloutPartitionsNotFalling, Number(before), Number(partitions[index]));
            }

            before = partitions[index];
        }

        return null;
    }

    private static Statement? TakeOver(StatefulSetOverview set, RolloutIntent intent)
    {
        if (!set.IsObserved)
        {
            return Statement.Of(StatementCode.RolloutNotObserved);
        }

        if (!set.Slots.Any(slot => slot is { InRange: true, HasPod: true } && !RolloutPlanner.IsOnUpdate(set, slot)))
        {
            return Statement.Of(StatementCode.RolloutNothingToTakeOver, set.Name.Name);
        }

        // raised, a pod that is updated already would come back on the old revision
        var hold = RolloutPlanner.FirstPartition(set, intent);
        return RolloutPlanner.Partitions(intent)[0] is var first && first > hold
            ? Statement.Of(StatementCode.RolloutBehindHold, Number(first), Number(hold))
            : null;
    }

    private static Statement? Stuck(StatefulSetOverview set, RolloutIntent intent)
    {
        if (set.Phase == StatefulSetPhase.Blocked && set.Explanation.Subject is { } trap)
        {
            return Statement.Of(StatementCode.RolloutBlocked, trap);
        }

        // OrderedReady replaces nothing while it fails, and deleted it comes back as it is
        var first = RolloutPlanner.Partitions(intent)[0];
        return set.IsOrdered && set.Slots.FirstOrDefault(slot => IsBroken(slot) && RolloutPlanner.Position(set, slot) < first) is { } broken
            ? Statement.Of(StatementCode.RolloutBrokenBelow, broken.PodName, broken.Fault!, Number(first))
            : null;
    }

    // made or stopped by itself just now, at a time and on a revision that no step of the plan would tell. What OrderedReady does not
    // touch before a broken pod is mended stays as it is.
    private static Statement? InMotion(StatefulSetOverview set, RolloutIntent intent)
    {
        var hold = RolloutPlanner.FirstPartition(set, intent);
        var standsFrom = set.IsOrdered ? set.Slots.FirstOrDefault(IsBroken)?.Ordinal ?? int.MaxValue : int.MaxValue;
        OrdinalSlot[] moving =
        [
            .. set.Slots.Where(slot => slot.InRange && slot.Ordinal < standsFrom && RolloutPlanner.Position(set, slot) < hold
                && (!slot.HasPod || slot.State is OrdinalState.Terminating or OrdinalState.Failed)),
        ];
        return moving.Length > 0 ? Statement.Of(StatementCode.RolloutInMotion, Situation.Names(moving)) : null;
    }

    private static bool IsBroken(OrdinalSlot slot) =>
        slot is { InRange: true, HasPod: true, Ready: false, Fault: not null } && slot.State is not (OrdinalState.Terminating or OrdinalState.Failed);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
