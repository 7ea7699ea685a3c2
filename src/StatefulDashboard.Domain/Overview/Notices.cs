using System.Globalization;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>What else is true of a set, whatever its phase.</summary>
internal static class Notices
{
    /// <summary>Without these most of what is shown of a set is unknown.</summary>
    private const UnreadKinds Vital =
        UnreadKinds.StatefulSets | UnreadKinds.Pods | UnreadKinds.PersistentVolumeClaims | UnreadKinds.Services | UnreadKinds.EndpointSlices;

    /// <summary>A set is shown well enough without these; what rests on them says so itself where it is looked at.</summary>
    internal const UnreadKinds OfPlans = UnreadKinds.PodDisruptionBudgets | UnreadKinds.HorizontalPodAutoscalers | UnreadKinds.Events | UnreadKinds.Deployments | UnreadKinds.DaemonSets;

    public static ValueList<Notice> Of(StatefulSetSnapshot snapshot, StatefulSetOverview set)
    {
        List<Notice> notices = [];
        if (set.GoverningService.Length == 0)
        {
            notices.Add(new(Severity.Note, Statement.Of(StatementCode.NoServiceNamed)));
        }
        else if (!snapshot.IsRead(UnreadKinds.Services))
        {
            // whether it is there is not known; that it is not known is said below
        }
        else if (snapshot.GoverningService is null)
        {
            notices.Add(new(Severity.Danger, Statement.Of(StatementCode.NoGoverningService, set.GoverningService)));
        }
        else if (!snapshot.GoverningService.Spec.IsHeadless)
        {
            notices.Add(new(Severity.Caution, Statement.Of(StatementCode.ServiceNotHeadless, set.GoverningService)));
        }

        ClaimBinding[] left = [.. set.Slots.SelectMany(slot => slot.Claims).Where(claim => claim.LeftBehind)];
        if (left.Length > 0)
        {
            notices.Add(new(Severity.Note, Statement.Of(StatementCode.ClaimsLeftBehind, Number(left.Length), SizeText.Of(left))));
        }

        string[] orphans = [.. set.Slots.Where(slot => slot is { HasPod: true, IsOrphan: true }).Select(slot => slot.PodName)];
        if (orphans.Length > 0)
        {
            notices.Add(new(Severity.Note, Statement.Of(StatementCode.WillAdopt, string.Join(", ", orphans.Take(5)) + (orphans.Length > 5 ? ", …" : ""))));
        }

        if (!set.IsObserved)
        {
            notices.Add(new(Severity.Note, Statement.Of(StatementCode.NotObserved)));
        }

        if (set.IsRollingUpdate && set.Partition > set.Replicas)
        {
            notices.Add(new(Severity.Note, Statement.Of(StatementCode.PartitionAboveReplicas, Number(set.Partition), Number(set.Replicas))));
        }

        if (OfUnread(set.Unread) is { } missing)
        {
            notices.Add(missing);
        }

        return notices.ToValueList();
    }

    /// <summary>Null where nothing that is shown rests on them.</summary>
    public static Notice? OfUnread(UnreadKinds kinds)
    {
        var unread = kinds & ~OfPlans;
        return unread == UnreadKinds.None ? null
            : new((unread & Vital) == UnreadKinds.None ? Severity.Note : Severity.Caution, Statement.Of(StatementCode.KindsUnread, string.Join(", ", unread.Resources())));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
