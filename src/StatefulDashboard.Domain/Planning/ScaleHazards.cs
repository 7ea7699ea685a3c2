using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning.Hazards;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What could go wrong with a scale.</summary>
internal static class ScaleHazards
{
    /// <summary>More claims than this are counted, not named: the plan's consequences name each.</summary>
    private const int NamedOneByOne = 3;

    public static ValueList<Hazard> Of(StatefulSetOverview set, int replicas, ScaleChanges changes)
    {
        List<Hazard> hazards = [];
        AddUnread(set, replicas, hazards);
        AddClaims(changes, hazards);
        AddOrder(new(set, replicas), hazards);
        if (replicas == 0)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardToZero)));
        }

        if (!set.HasRollout && IsRolling(set, replicas))
        {
            hazards.Add(new(Severity.Note, Statement.Of(StatementCode.HazardRolloutUnderWay, set.UpdateRevision)));
        }

        hazards.AddRange(CommonHazards.Of(set, Effect(set, replicas)));
        return hazards.OrderByDescending(hazard => hazard.Severity).ToValueList();
    }

    /// <summary>A pod below the new range stays down once it is down: all that go are down at the same time in the end.</summary>
    private static ActionEffect Effect(StatefulSetOverview set, int replicas)
    {
        var end = set.Start + (long)replicas;
        var isSeen = set.IsRead(UnreadKinds.Pods);
        var down = isSeen ? set.Slots.Count(slot => slot.InRange && slot.HasPod && !slot.IsTerminating && slot.Ordinal >= end) : Math.Max(0, set.Replicas - replicas);
        var left = isSeen ? set.Slots.Count(slot => slot.InRange && slot.Ready && !slot.IsTerminating && slot.Ordinal < end) : Math.Min(set.ReadyReplicas, replicas);
        return new(WritesReplicas: true, WritesTemplate: false, WritesPartition: false, DeletesSet: false, down, left, replicas);
    }

    // a template that was put back leaves no rollout in the status, and pods to be replaced
    private static bool IsRolling(StatefulSetOverview set, int replicas) => set.IsRollingUpdate && set.Slots.Any(slot =>
        slot.InRange && slot.HasPod && slot.Ordinal >= set.FirstUpdatedOrdinal && slot.Ordinal < set.Start + (long)replicas && slot.Revision != set.UpdateRevision);

    private static void AddUnread(StatefulSetOverview set, int replicas, List<Hazard> hazards)
    {
        if (set.IsRead(UnreadKinds.PersistentVolumeClaims) || set.ClaimTemplates.Count == 0)
        {
            return;
        }

        hazards.Add(replicas < set.Replicas && set.WhenScaled == "Delete"
            ? new(Severity.Danger, Statement.Of(StatementCode.HazardClaimsUnreadDeleted))
            : new(Severity.Caution, Statement.Of(StatementCode.HazardClaimsUnread)));
    }

    private static void AddClaims(ScaleChanges changes, List<Hazard> hazards)
    {
        if (changes.Deleted.Count > 0)
        {
            var policies = string.Join(", ", changes.Deleted.Select(claim => claim.ReclaimPolicy ?? "?").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            hazards.Add(new(Severity.Danger, Statement.Of(StatementCode.HazardClaimsDeleted, Number(changes.Deleted.Count), SizeText.Of(changes.Deleted), policies)));
        }

        if (changes.Kept.Count > 0)
        {
            hazards.Add(new(Severity.Note, Statement.Of(StatementCode.HazardLeftBehind, Number(changes.Kept.Count), SizeText.Of(changes.Kept))));
        }

        AddTakenBack(changes.TakenBack, hazards);
        hazards.AddRange(changes.MadeAnew.Select(claim => new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardClaimTerminating, claim.Name))));
        hazards.AddRange(changes.Going.Select(claim => new Hazard(Severity.Danger, Statement.Of(StatementCode.HazardClaimGoes, claim.Name))));
        hazards.AddRange(changes.Open.Select(open => new Hazard(Severity.Danger, Statement.Of(StatementCode.HazardClaimOpen, open.Claim.Name, open.Pod))));
    }

    private static void AddTakenBack(List<ClaimBinding> claims, List<Hazard> hazards)
    {
        if (claims.Count > NamedOneByOne)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardOldDataMany, Number(claims.Count), SizeText.Of(claims))));
            return;
        }

        hazards.AddRange(claims.Select(claim => new Hazard(Severity.Caution, Statement.Of(
            StatementCode.HazardOldData, claim.Name, claim.CreatedAt?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "?"))));
    }

    private static void AddOrder(ScaleOrder order, List<Hazard> hazards)
    {
        // a pod with a fault that stays, and the pod of the trap, are told of any plan
        hazards.AddRange(order.Waiting.Where(slot => slot.HasPod && slot.PodName != order.Trap && slot is not ({ Position: OrdinalPosition.Replica, Fault: not null } or { Position: OrdinalPosition.Condemned, IsTerminating: true }))
            .Take(NamedOneByOne).Select(slot => new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardWaitsFor, slot.PodName))));
        hazards.AddRange(order.Lacking.Select(claim => new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardClaimTerminating, claim.Name))));
        hazards.AddRange(order.Stopping.Select(slot => new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardStopping, slot.PodName))));
        if (order.StopsAfter is var (pod, lower))
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardStopsAfter, pod.PodName, lower.PodName)));
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
