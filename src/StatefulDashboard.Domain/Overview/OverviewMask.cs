using StatefulDashboard.Domain.Overview.Facts;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>
/// Takes out of an overview what rests on kinds that somebody may not read, as if these had never been read. Nothing of them is left:
/// no name, address, fault or sentence that only they can tell. Not known from an overview, and so other than in one that was made
/// without these kinds: without pods, the counters are those that were counted, not those that the set's status says; without
/// ControllerRevisions, revisions are named as the newest of them says, where the status has not caught up yet; without
/// StorageClasses, the policy of a class stays at a bound claim whose volume is not there (yet); without Events, the next change may be
/// one that only they would make.
/// </summary>
public static class OverviewMask
{
    /// <returns>The very same overview when it holds nothing of these kinds.</returns>
    public static StatefulSetOverview Apply(StatefulSetOverview set, UnreadKinds kinds)
    {
        kinds = kinds.OfSets();
        var hidden = kinds & ~set.Unread;
        if (hidden == UnreadKinds.None)
        {
            return set;
        }

        var isDeleting = set.Phase == StatefulSetPhase.Deleting;
        set = set with { Unread = set.Unread | kinds };
        set = Has(hidden, UnreadKinds.PersistentVolumes) ? OverClaims(set, WithoutVolume) : set;
        set = Has(hidden, UnreadKinds.StorageClasses) ? WithoutClasses(set) : set;
        set = Has(hidden, UnreadKinds.Nodes) ? OverSlots(set, slot => slot with { Zone = "" }) : set;
        set = Has(hidden, UnreadKinds.Services | UnreadKinds.EndpointSlices) ? OverSlots(set, slot => slot with { Dns = WithoutNames(slot.Dns, hidden) }) : set;
        set = Has(hidden, UnreadKinds.ControllerRevisions) ? set with { Revisions = [] } : set;
        set = Has(hidden, UnreadKinds.PersistentVolumeClaims) ? ClaimMask.Apply(set) : set;
        set = Has(hidden, UnreadKinds.Events) ? FailureMask.Apply(set) : set;
        set = Has(hidden, UnreadKinds.Pods) ? PodMask.Apply(set, isDeleting) : set;
        set = Has(hidden, UnreadKinds.StatefulSets)
            ? set with { Phase = StatefulSetPhase.Unknown, Explanation = new(Statement.Of(StatementCode.SetUnread), []), Next = [] }
            : set;
        return set with { Facts = FactsOf(set.Facts, hidden), Notices = NoticesOf(set, hidden) };
    }

    private static SetFacts FactsOf(SetFacts facts, UnreadKinds hidden) => facts with
    {
        Budgets = Has(hidden, UnreadKinds.PodDisruptionBudgets) ? [] : facts.Budgets,
        Autoscalers = Has(hidden, UnreadKinds.HorizontalPodAutoscalers) ? [] : facts.Autoscalers,
        Services = Has(hidden, UnreadKinds.Services) ? [] : facts.Services,
        NodeCount = Has(hidden, UnreadKinds.Pods) ? 0 : facts.NodeCount,
    };

    internal static StatefulSetOverview OverSlots(StatefulSetOverview set, Func<OrdinalSlot, OrdinalSlot> change) => set with { Slots = set.Slots.Select(change).ToValueList() };

    private static StatefulSetOverview OverClaims(StatefulSetOverview set, Func<ClaimBinding, ClaimBinding> change) =>
        OverSlots(set, slot => slot with { Claims = slot.Claims.Select(change).ToValueList() });

    private static bool Has(UnreadKinds kinds, UnreadKinds any) => (kinds & any) != UnreadKinds.None;

    // a bound claim's policy is that of its volume, and of one that cannot be read nothing is said
    private static ClaimBinding WithoutVolume(ClaimBinding claim) => claim.Volume is null ? claim : claim with { ReclaimPolicy = null };

    // what is not bound has its policy from its class
    private static StatefulSetOverview WithoutClasses(StatefulSetOverview set) =>
        OverClaims(set, claim => claim.Volume is null ? claim with { ReclaimPolicy = null } : claim) with
        {
            ClaimTemplates = set.ClaimTemplates.Select(template => template with { ReclaimPolicy = null }).ToValueList(),
        };

    private static PodDnsRecord WithoutNames(PodDnsRecord dns, UnreadKinds hidden)
    {
        var stays = dns.Expected.Length == 0 // no Service is named
            || dns.Verdict == PublishedVerdict.NoGoverningService && !hidden.HasFlag(UnreadKinds.Services);
        return stays ? dns : dns with { Published = [], Verdict = PublishedVerdict.Unknown };
    }

    private static ValueList<Notice> NoticesOf(StatefulSetOverview set, UnreadKinds hidden) =>
    [
        .. set.Notices.Where(notice => !IsHidden(notice.Text.Code, hidden)),
        .. Notices.OfUnread(set.Unread) is { } missing ? new[] { missing } : [],
    ];

    private static bool IsHidden(StatementCode code, UnreadKinds hidden) => code switch
    {
        StatementCode.KindsUnread => true,
        StatementCode.NoGoverningService or StatementCode.ServiceNotHeadless => hidden.HasFlag(UnreadKinds.Services),

        StatementCode.WillAdopt => hidden.HasFlag(UnreadKinds.Pods),

        // that nobody uses a claim is known from the pods
        StatementCode.ClaimsLeftBehind => Has(hidden, UnreadKinds.PersistentVolumeClaims | UnreadKinds.Pods),
        _ => false,
    };
}
