using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What could go wrong with a scale.</summary>
internal static class ScaleHazards
{
    public static ValueList<Hazard> Of(StatefulSetOverview set, int replicas, ScaleChanges changes)
    {
        List<Hazard> hazards = [];
        AddClaims(changes, hazards);
        AddOrder(set, hazards);
        if (replicas == 0)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardToZero)));
        }

        if (set.HasRollout)
        {
            hazards.Add(replicas == 0 && set.Partition > 0
                ? new(Severity.Caution, Statement.Of(StatementCode.HazardHeldToZero, Number(set.Partition)))
                : new(Severity.Note, Statement.Of(StatementCode.HazardRolloutUnderWay, set.UpdateRevision)));
        }

        return hazards.OrderByDescending(hazard => hazard.Severity).ToValueList();
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

        foreach (var claim in changes.TakenBack)
        {
            hazards.Add(claim.IsTerminating
                ? new(Severity.Caution, Statement.Of(StatementCode.HazardClaimTerminating, claim.Name))
                : new(Severity.Caution, Statement.Of(StatementCode.HazardOldData, claim.Name, claim.CreatedAt?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "?")));
        }
    }

    private static void AddOrder(StatefulSetOverview set, List<Hazard> hazards)
    {
        if (set.Phase == StatefulSetPhase.Blocked && set.Explanation.Subject is { } trap)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardTrap, trap)));
        }
        else if (set.IsOrdered && set.Slots.FirstOrDefault(slot => slot.InRange && (!slot.Available || slot.IsTerminating)) is { } waiting)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardWaitsFor, waiting.PodName)));
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
