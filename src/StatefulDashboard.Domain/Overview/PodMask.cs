using System.Globalization;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>Takes the pods out of an overview.</summary>
internal static class PodMask
{
    public static StatefulSetOverview Apply(StatefulSetOverview set, bool isDeleting) => set with
    {
        Slots = SlotBuilder.Listed(set, set.Slots.Where(slot => slot.Claims.Any(claim => claim.Exists))).Select(Without).ToValueList(),
        Phase = isDeleting ? StatefulSetPhase.Deleting : StatefulSetPhase.Unknown,
        Explanation = new(Headline(set, isDeleting), []),
        Next = [],
        NextChangeAt = null, // nothing but pods changes by time alone
    };

    private static OrdinalSlot Without(OrdinalSlot slot)
    {
        // whether a pod uses them is not known
        var claims = slot.Claims.Select(claim => claim with { LeftBehind = false }).ToValueList();
        return slot with
        {
            Position = OrdinalPosition.Unknown,
            State = OrdinalState.Unknown,
            Ready = false,
            Available = false,
            PodUid = "",
            Since = claims.Max(claim => claim.CreatedAt),
            StartedIn = null,
            AvailableAt = null,
            TerminatesAt = null,
            Revision = "",
            RevisionRole = RevisionRole.None,
            Node = "",
            Zone = "",
            Ip = "",
            Restarts = 0,
            Fault = null,
            FaultMessage = null,
            LastEnd = null,
            IsOrphan = false,
            Claims = claims,
            Dns = slot.Dns.Verdict is PublishedVerdict.NoPod or PublishedVerdict.SelectorMismatch or PublishedVerdict.NotReadyHidden or PublishedVerdict.NotYetPublished
                or PublishedVerdict.NoAddress or PublishedVerdict.NoHostname
                ? slot.Dns with { Verdict = PublishedVerdict.Unknown }
                : slot.Dns,
        };
    }

    private static Statement Headline(StatefulSetOverview set, bool isDeleting) =>
        !set.IsRead(UnreadKinds.StatefulSets) ? Statement.Of(StatementCode.SetUnread)
        : isDeleting ? Statement.Of(StatementCode.DeletingUnread)
        : Statement.Of(StatementCode.PodsUnread, Number(set.ReadyReplicas), Number(set.Replicas));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
