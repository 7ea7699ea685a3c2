using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning.Hazards;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What could go wrong with a deletion, and what it costs.</summary>
internal static class DeletionHazards
{
    private const int MostNamed = 3;

    public static ValueList<Hazard> Of(StatefulSetOverview set, DeletionIntent intent, DeletionChanges changes)
    {
        List<Hazard> hazards = [.. Common(set, changes)];
        AddSet(set, changes, hazards);
        AddClaims(set, intent, changes, hazards);
        AddOrder(set, changes, hazards);
        if (set.Finalizers.Count > 0)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardFinalizers, set.Name.Name, string.Join(", ", set.Finalizers))));
        }

        if (set.HasRollout && !changes.Orphans)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardRevisionLost, set.CurrentRevision, set.UpdateRevision)));
        }

        return hazards.OrderByDescending(hazard => hazard.Severity).ToValueList();
    }

    private static IEnumerable<Hazard> Common(StatefulSetOverview set, DeletionChanges changes) => CommonHazards.Of(set, new(
        WritesReplicas: !changes.Orphans, WritesTemplate: false, WritesPartition: false, DeletesSet: true,
        PodsDownAtOnce: changes.Orphans ? 0 : changes.Pods.Count, MembersLeft: changes.Orphans ? set.ReadyReplicas : 0, TargetReplicas: 0));

    // whoever deletes a set types its name, whatever is kept
    private static void AddSet(StatefulSetOverview set, DeletionChanges changes, List<Hazard> hazards) => hazards.Add(new(
        Severity.Danger,
        changes.Pods.Count == 0 ? Statement.Of(StatementCode.HazardSetGoes, set.Name.Name)
        : changes.Orphans ? Statement.Of(StatementCode.HazardPodsOrphaned, Number(changes.Pods.Count))
        : Statement.Of(StatementCode.HazardSetStops, Number(changes.Pods.Count))));

    private static void AddClaims(StatefulSetOverview set, DeletionIntent intent, DeletionChanges changes, List<Hazard> hazards)
    {
        if (changes.Deleted.Count > 0)
        {
            hazards.Add(new(
                Severity.Danger,
                Statement.Of(StatementCode.HazardClaimsChosen, Number(changes.Deleted.Count), SizeText.Of(changes.Deleted), ClaimTexts.Policies(changes.Deleted))));
        }

        if (changes.Doomed.Count > 0)
        {
            hazards.Add(new(
                Severity.Danger,
                Statement.Of(StatementCode.HazardClaimsDoomed, string.Join(", ", changes.Doomed.Select(claim => claim.Name)), SizeText.Of(changes.Doomed))));
        }

        hazards.AddRange(changes.Held.Select(claim => new Hazard(Severity.Danger, Statement.Of(StatementCode.HazardClaimGoes, claim.Name))));

        if (changes.Snapshots.Count(intent.Deletions.Contains) is var saved and > 0)
        {
            hazards.Add(new(Severity.Note, Statement.Of(StatementCode.HazardSnapshotFirst, Number(saved))));
        }

        if (changes.Kept.Count > 0)
        {
            hazards.Add(new(Severity.Note, Statement.Of(StatementCode.HazardClaimsStay, Number(changes.Kept.Count), SizeText.Of(changes.Kept))));
        }

        if (changes.Retains)
        {
            hazards.Add(new(Severity.Note, Statement.Of(StatementCode.HazardRetentionChanged, set.WhenScaled, set.WhenDeleted)));
        }

        foreach (var (_, claim) in changes.Claims.Where(pair => Others(pair.Claim).Length > 0))
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardClaimOwned, claim.Name, Others(claim))));
        }
    }

    // OrderedReady takes down a pod that is not Available only when no lower one is unavailable
    private static void AddOrder(StatefulSetOverview set, DeletionChanges changes, List<Hazard> hazards)
    {
        hazards.AddRange(changes.Stopped.Where(slot => slot.IsTerminating).Take(MostNamed).Select(slot => new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardStopping, slot.PodName))));
        OrdinalSlot[] unavailable = [.. changes.Stopped.Where(slot => slot is { HasPod: true, IsTerminating: false, Available: false })];
        if (set.IsOrdered && unavailable.Length > 1)
        {
            hazards.Add(new(
                Severity.Caution,
                Statement.Of(StatementCode.HazardStopWaits, unavailable[0].PodName, unavailable[^1].PodName),
                Statement.Of(StatementCode.ToGoOnDeleteStuck, unavailable[0].PodName)));
        }
    }

    private static string Others(ClaimBinding claim) =>
        string.Join(", ", claim.OwnerKinds.Split('+', StringSplitOptions.RemoveEmptyEntries).Where(kind => kind is not ("StatefulSet" or "Pod")));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
