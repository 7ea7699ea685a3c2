using System.Globalization;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning.Hazards;

/// <summary>What the set is in the middle of: rollouts, canaries, the trap, pods that cannot start.</summary>
internal static class StateHazards
{
    /// <summary>More pods with a fault than this are counted, not named.</summary>
    private const int NamedOneByOne = 3;

    public static IEnumerable<Hazard> Of(StatefulSetOverview set, ActionEffect effect)
    {
        if (effect.DeletesSet)
        {
            return [];
        }

        List<Hazard> hazards = [];
        AddRollout(set, effect, hazards);
        AddFaults(set, effect, hazards);
        if (set.IsRollingUpdate && effect is { Writes: true, WritesPartition: false, TargetReplicas: > 0 } && set.Partition > 0 && set.Partition >= effect.TargetReplicas)
        {
            hazards.Add(new(Severity.Note, Statement.Of(StatementCode.HazardPartitionAbove, Number(set.Partition), Number(effect.TargetReplicas))));
        }

        return hazards;
    }

    /// <summary>The pod of the trap, as long as it is among those that stay; a pod above the new range is simply taken down.</summary>
    private static OrdinalSlot? Trap(StatefulSetOverview set, ActionEffect effect) =>
        set.Phase == StatefulSetPhase.Blocked && set.Explanation.Subject is { } subject
            ? Staying(set, effect).FirstOrDefault(slot => string.Equals(slot.PodName, subject, StringComparison.Ordinal))
            : null;

    private static IEnumerable<OrdinalSlot> Staying(StatefulSetOverview set, ActionEffect effect) =>
        set.Slots.Where(slot => slot.Position == OrdinalPosition.Replica && slot.Ordinal < set.Start + (long)effect.TargetReplicas);

    private static void AddRollout(StatefulSetOverview set, ActionEffect effect, List<Hazard> hazards)
    {
        // a rollout's own plan says which one it takes the place of
        if (set.HasRollout && effect.WritesReplicas)
        {
            hazards.Add(effect.TargetReplicas == 0 && set.Partition > 0
                ? new(Severity.Caution, Statement.Of(StatementCode.HazardHeldToZero, Number(set.Partition)))
                : new(Severity.Note, Statement.Of(StatementCode.HazardRolloutUnderWay, set.UpdateRevision)));
        }
    }

    private static void AddFaults(StatefulSetOverview set, ActionEffect effect, List<Hazard> hazards)
    {
        var trap = Trap(set, effect);
        if (trap is not null)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardTrap, trap.PodName), Statement.Of(StatementCode.DeleteToGoOn, trap.PodName)));
        }

        OrdinalSlot[] faulty = [.. Staying(set, effect).Where(slot => slot.Fault is not null && slot != trap)];
        hazards.AddRange(faulty.Take(NamedOneByOne).Select(slot => new Hazard(
            Severity.Caution, Statement.Of(set.IsOrdered ? StatementCode.HazardFaultWaits : StatementCode.HazardFault, slot.PodName, slot.Fault!))));
        if (faulty.Length > NamedOneByOne)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardFaultsMore, Number(faulty.Length - NamedOneByOne))));
        }

        hazards.AddRange(Staying(set, effect).SelectMany(slot => slot.Claims).Where(claim => claim.Phase == "Lost").Take(NamedOneByOne)
            .Select(claim => new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardClaimLost, claim.Name))));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
