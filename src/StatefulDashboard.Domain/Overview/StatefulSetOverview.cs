using StatefulDashboard.Domain.Overview.Facts;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>All that is shown of one set, at one moment. Compares by value: an overview that is equal needs no new rendering.</summary>
/// <param name="NextChangeAt">When time alone will change this overview (a pod becomes Available, a wait becomes too long); null when only a change in the cluster can.</param>
/// <param name="Partition">spec.updateStrategy.rollingUpdate.partition, counted from <paramref name="Start"/>; 0 where there is none.</param>
/// <param name="Revisions">Newest first.</param>
/// <param name="ReadyReplicas">Counted from the pods; where these cannot be read, what the set's status says.</param>
/// <param name="Unread">Kinds that the account may not read: what rests on them is unknown.</param>
/// <param name="Slots">Each ordinal that is in the range, has a pod or has a claim; ascending, each once.</param>
public sealed partial record StatefulSetOverview(
    NamespacedName Name,
    string Uid,
    string ResourceVersion,
    long Generation,
    bool IsObserved,
    DateTimeOffset? CreatedAt,
    StatefulSetPhase Phase,
    Explanation Explanation,
    ValueList<Notice> Notices,
    ValueList<UpcomingStep> Next,
    DateTimeOffset? NextChangeAt,
    int Replicas,
    int Start,
    int Partition,
    string Strategy,
    string PodManagementPolicy,
    int MinReadySeconds,
    string WhenScaled,
    string WhenDeleted,
    string CurrentRevision,
    string UpdateRevision,
    string GoverningService,
    int ReadyReplicas,
    int AvailableReplicas,
    int UpdatedReplicas,
    ValueList<ClaimTemplateInfo> ClaimTemplates,
    ValueList<RevisionInfo> Revisions,
    ValueList<OrdinalSlot> Slots,
    UnreadKinds Unread = UnreadKinds.None)
{
    /// <summary>What plans need to know beyond this.</summary>
    public SetFacts Facts { get; init; } = SetFacts.None;

    public bool IsRead(UnreadKinds kind) => !Unread.HasFlag(kind);

    public bool IsOrdered => !string.Equals(PodManagementPolicy, "Parallel", StringComparison.Ordinal);

    public bool IsRollingUpdate => !string.Equals(Strategy, "OnDelete", StringComparison.Ordinal);

    /// <summary>The first ordinal behind the range.</summary>
    public int End => Start + Replicas;

    /// <summary>The lowest ordinal that the partition lets through, as a number in a pod's name.</summary>
    public int FirstUpdatedOrdinal => Start + Partition;

    /// <summary>The template has changed and not all pods run it.</summary>
    public bool HasRollout => UpdateRevision.Length > 0 && !string.Equals(CurrentRevision, UpdateRevision, StringComparison.Ordinal);

    /// <summary>Whether a pod of this ordinal is wanted; <see cref="End"/> of a huge set may not be a number.</summary>
    public bool IsInRange(int ordinal) => ordinal >= Start && ordinal < (long)Start + Replicas;

    public OrdinalSlot? Slot(int ordinal) => Slots.FirstOrDefault(slot => slot.Ordinal == ordinal);
}
