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
        AddOrder(set, replicas, hazards);
        if (replicas == 0)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardToZero)));
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
    }

    private static void AddTakenBack(List<ClaimBinding> claims, List<Hazard> hazards)
    {
        hazards.AddRange(claims.Where(claim => claim.IsTerminating)
            .Select(claim => new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardClaimTerminating, claim.Name))));
        ClaimBinding[] old = [.. claims.Where(claim => !claim.IsTerminating)];
        if (old.Length > NamedOneByOne)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardOldDataMany, Number(old.Length), SizeText.Of(old))));
            return;
        }

        hazards.AddRange(old.Select(claim => new Hazard(Severity.Caution, Statement.Of(
            StatementCode.HazardOldData, claim.Name, claim.CreatedAt?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "?"))));
    }

    private static void AddOrder(StatefulSetOverview set, int replicas, List<Hazard> hazards)
    {
        // a pod with a fault that stays, and the pod of the trap, are told of any plan
        if (set.IsOrdered && set.Phase != StatefulSetPhase.Blocked
            && set.Slots.FirstOrDefault(slot => slot.InRange && (!slot.Available || slot.IsTerminating)) is { } waiting
            && (waiting.Fault is null || waiting.Ordinal >= set.Start + (long)replicas))
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardWaitsFor, waiting.PodName)));
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
