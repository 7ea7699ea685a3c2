using System.Text.Json;
using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Dns;
using StatefulDashboard.Web.Localization;

namespace StatefulDashboard.Web.Api;

/// <summary>Turns overviews into documents, in the language of the caller.</summary>
public sealed class StatefulSetDocuments(StatementText texts, NameResolver names)
{
    public StatefulSetDocument Of(ClusterView view, StatefulSetOverview set) => new()
    {
        Cluster = view.Cluster.Id,
        Name = set.Name.Name,
        Namespace = set.Name.Namespace,
        Uid = set.Uid,
        Phase = Word(set.Phase),
        Notices = [.. set.Notices.Select(notice => new NoticeDocument(Word(notice.Text.Code), Word(notice.Severity), texts.Of(notice.Text)))],
        Explanation = string.Join(' ', set.Explanation.Details.Prepend(set.Explanation.Headline).Select(texts.Of)),
        WaitsFor = set.Explanation.Subject,
        WaitsSince = set.Explanation.Since,
        NextChangeAt = set.NextChangeAt,
        Replicas = set.Replicas,
        ReadyReplicas = set.ReadyReplicas,
        AvailableReplicas = set.AvailableReplicas,
        UpdatedReplicas = set.UpdatedReplicas,
        Start = set.Start,
        Partition = set.Partition,
        Strategy = set.Strategy,
        PodManagementPolicy = set.PodManagementPolicy,
        MinReadySeconds = set.MinReadySeconds,
        ServiceName = set.GoverningService,
        CurrentRevision = set.CurrentRevision,
        UpdateRevision = set.UpdateRevision,
        Generation = set.Generation,
        ResourceVersion = set.ResourceVersion,
        Unread = set.Unread.Resources(),
        Stale = view.Status.State == ClusterState.Stale,
        Ordinals = [.. set.Slots.Select(slot => Of(slot, view.Cluster.Id))],
    };

    private OrdinalDocument Of(OrdinalSlot slot, string cluster) => new()
    {
        Ordinal = slot.Ordinal,
        PodName = slot.PodName,
        PodUid = slot.PodUid,
        Position = Word(slot.Position),
        State = Word(slot.State),
        Ready = slot.Ready,
        Available = slot.Available,
        Since = slot.Since,
        Revision = slot.Revision,
        RevisionRole = Word(slot.RevisionRole),
        RevisionIfMadeNow = slot.RevisionIfMadeNow,
        Node = slot.Node,
        Zone = slot.Zone,
        Ip = slot.Ip,
        Restarts = slot.Restarts,
        Fault = slot.Fault,
        FaultMessage = slot.FaultMessage,
            LastEnd = slot.LastEnd,
        Claims = [.. slot.Claims.Select(Of)],
        Dns = Of(slot, SetNames.Resolved(slot, question => names.Known(cluster, question), names.ResolverOf(cluster) is not null)),
    };

    private static DnsDocument Of(OrdinalSlot slot, ResolvedName resolved) => new()
    {
        Name = slot.Dns.Name,
        Expected = slot.Dns.Expected,
        Published = slot.Dns.Published,
        Resolved = resolved.Addresses,
        PublishedVerdict = slot.Dns.Verdict,
        ResolvedVerdict = resolved.Verdict,
    };

    private static ClaimDocument Of(ClaimBinding claim) => new()
    {
        Name = claim.Name,
        Template = claim.Template,
        Phase = claim.Phase,
        Requested = claim.Requested,
        Capacity = claim.Capacity,
        StorageClass = claim.StorageClass,
        Volume = claim.Volume,
        ReclaimPolicy = claim.ReclaimPolicy,
        LeftBehind = claim.LeftBehind,
        Terminating = claim.IsTerminating,
    };

    /// <summary>"scalingUp" for ScalingUp: enum members as programs and test ids see them.</summary>
    public static string Word<T>(T member)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(member.ToString());
}
