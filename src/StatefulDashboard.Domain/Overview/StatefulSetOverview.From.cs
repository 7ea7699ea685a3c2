using StatefulDashboard.Domain.Overview.Facts;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

public sealed partial record StatefulSetOverview
{
    /// <summary>The zone of cluster DNS where nothing else is configured.</summary>
    public const string DefaultZone = "cluster.local";

    /// <summary>Pure: the same snapshot at the same moment gives an equal overview.</summary>
    /// <param name="zone">Of the cluster's DNS, "cluster.local".</param>
    public static StatefulSetOverview From(StatefulSetSnapshot snapshot, DateTimeOffset now, string zone = DefaultZone)
    {
        snapshot = snapshot.WithoutUnread();
        snapshot = snapshot with { Set = WithRevisions(snapshot) };
        var set = snapshot.Set;
        var slots = new SlotBuilder(snapshot, zone, now).Build();
        var seesPods = snapshot.IsRead(UnreadKinds.Pods);
        var bare = new StatefulSetOverview(
            set.Metadata.Key,
            set.Metadata.Uid,
            set.Metadata.ResourceVersion,
            set.Metadata.Generation,
            set.Status.ObservedGeneration >= set.Metadata.Generation,
            set.Metadata.CreationTimestamp,
            StatefulSetPhase.Steady,
            new(Statement.Of(StatementCode.Steady), []),
            [],
            [],
            null,
            set.Spec.Replicas,
            set.Spec.Ordinals?.Start ?? 0,
            set.Spec.UpdateStrategy.RollingUpdate?.Partition ?? 0,
            set.Spec.UpdateStrategy.Type,
            set.Spec.PodManagementPolicy,
            set.Spec.MinReadySeconds,
            set.Spec.PersistentVolumeClaimRetentionPolicy.WhenScaled,
            set.Spec.PersistentVolumeClaimRetentionPolicy.WhenDeleted,
            set.Status.CurrentRevision,
            set.Status.UpdateRevision,
            set.Spec.ServiceName,
            seesPods ? slots.Count(slot => slot.InRange && slot.Ready) : set.Status.ReadyReplicas,
            seesPods ? slots.Count(slot => slot.InRange && slot.Available) : set.Status.AvailableReplicas,
            seesPods ? slots.Count(slot => slot.InRange && slot.HasPod && slot.Revision == set.Status.UpdateRevision) : set.Status.UpdatedReplicas,
            set.Spec.VolumeClaimTemplates
                .Select(template => new ClaimTemplateInfo(template.Metadata.Name, template.Spec.Resources.Requests.Get("storage"), template.Spec.StorageClassName, ClaimBindings.ClassPolicy(snapshot, template.Spec.StorageClassName))).ToValueList(),
            snapshot.Revisions.OrderByDescending(revision => revision.Revision)
                .Select(revision => new RevisionInfo(revision.Metadata.Name, revision.Revision, revision.Metadata.CreationTimestamp)).ToValueList(),
            slots,
            snapshot.Unread)
        {
            Template = TemplateInfo.Of(set),
            Finalizers = set.Metadata.Finalizers,
            SharedClaims = SharedClaimsOf(set),
        };
        var situation = new Situation(bare, set.Metadata.IsTerminating, now);
        var phase = PhaseRules.Of(situation);
        return bare with
        {
            Facts = FactsBuilder.Of(snapshot),
            Phase = phase,
            Explanation = new Explainer(situation, phase).Explain(),
            Notices = Overview.Notices.Of(snapshot, bare),
            Next = NextSteps.Of(situation, phase),
            NextChangeAt = situation.NextChangeAt(snapshot.Pods.Select(pod => pod.SchedulingFaultAt()).Concat(seesPods ? snapshot.Failures.Select(failure => failure.CountsFrom) : [])),
        };
    }

    // a volume that has the name of a claim template is replaced by the template's (stateful_set_utils.go, updateStorage)
    private static ValueList<string> SharedClaimsOf(StatefulSet set) =>
        set.Spec.Template.Spec.Volumes
            .Where(volume => volume.PersistentVolumeClaim is { ClaimName.Length: > 0 } && !set.Spec.VolumeClaimTemplates.Any(template => template.Metadata.Name == volume.Name))
            .Select(volume => volume.PersistentVolumeClaim!.ClaimName).Distinct(StringComparer.Ordinal).ToValueList();

    // Status is written after the work: until it speaks of the present spec a rollout would look like pods that vanish. The revision
    // with the highest number is always the one of the present template (history.go, stateful_set_control.go), and it is made before
    // any pod is touched. Once the status speaks of the present spec, it counts: the revisions come on a watch of their own, and may be late.
    private static StatefulSet WithRevisions(StatefulSetSnapshot snapshot)
    {
        var status = snapshot.Set.Status;
        var isObserved = status.ObservedGeneration >= snapshot.Set.Metadata.Generation && status.UpdateRevision.Length > 0;
        var update = isObserved ? status.UpdateRevision : snapshot.Revisions.MaxBy(revision => revision.Revision)?.Metadata.Name ?? status.UpdateRevision;
        var current = status.CurrentRevision.Length > 0 ? status.CurrentRevision : update;
        return snapshot.Set with { Status = status with { UpdateRevision = update, CurrentRevision = current } };
    }
}
