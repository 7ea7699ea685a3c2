using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>Makes the ordinal slots of a set.</summary>
internal sealed class SlotBuilder(StatefulSetSnapshot snapshot, string zone, DateTimeOffset now)
{
    /// <summary>A set can ask for a million replicas; of those that are not there, this many are listed.</summary>
    private const int MostMissing = 1000;

    private readonly StatefulSet set = snapshot.Set;
    private readonly int start = snapshot.Set.Spec.Ordinals?.Start ?? 0;

    /// <summary>Of an overview's slots those that would be listed if only these were there: the others of the range, as far as missing ones are listed.</summary>
    public static IEnumerable<OrdinalSlot> Listed(StatefulSetOverview set, IEnumerable<OrdinalSlot> present)
    {
        var there = present.Select(slot => slot.Ordinal).ToHashSet();
        var missing = 0;
        return set.Slots.Where(slot => there.Contains(slot.Ordinal) || set.IsInRange(slot.Ordinal) && missing++ < MostMissing);
    }

    public ValueList<OrdinalSlot> Build()
    {
        var pods = new SortedDictionary<int, Pod>();
        foreach (var pod in snapshot.Pods)
        {
            if (OrdinalName.OfPodIn(set.Metadata.Name, pod.Metadata.Name) is { } ordinal)
            {
                pods[ordinal] = pod;
            }
        }

        var claims = ClaimBindings.ByOrdinal(snapshot);
        var ordinals = new SortedSet<int>(pods.Keys.Concat(claims.Keys));
        var missing = 0;
        for (long ordinal = start; ordinal < (long)start + set.Spec.Replicas && missing < MostMissing && ordinal <= int.MaxValue; ordinal++)
        {
            missing += ordinals.Add((int)ordinal) ? 1 : 0;
        }

        return ordinals.Select(ordinal => Slot(ordinal, pods.GetValueOrDefault(ordinal), claims.GetValueOrDefault(ordinal))).ToValueList();
    }

    private OrdinalSlot Slot(int ordinal, Pod? pod, List<(VolumeClaimTemplate Template, PersistentVolumeClaim Claim)>? claims)
    {
        var inRange = ordinal >= start && ordinal < (long)start + set.Spec.Replicas;
        var position = (inRange, pod) switch
        {
            (_, null) when !snapshot.IsRead(UnreadKinds.Pods) => OrdinalPosition.Unknown,
            (true, null) => OrdinalPosition.Missing,
            (true, _) => OrdinalPosition.Replica,
            (false, null) => OrdinalPosition.LeftBehind,
            _ => OrdinalPosition.Condemned,
        };
        var name = OrdinalName.OfPod(set.Metadata.Name, ordinal);
        var bindings = ClaimBindings.Of(snapshot, ordinal, claims, withMissing: inRange, leftBehind: position == OrdinalPosition.LeftBehind);
        var dns = PublishedDns.Of(snapshot, name, pod, zone);
        var made = RevisionIfMadeNow(ordinal);
        if (pod is null)
        {
            var failure = position == OrdinalPosition.Missing ? Failure(name, bindings) : null;
            return new(
                ordinal, name, position, position == OrdinalPosition.Unknown ? OrdinalState.Unknown : OrdinalState.Missing, Ready: false, Available: false, "", failure?.Since ?? bindings.Max(claim => claim.CreatedAt), null, null, null,
                "", RevisionRole.None, made, "", "", "", 0, failure is null ? null : OrdinalSlot.NotMade, failure?.Message, bindings, dns);
        }

        var minReadySeconds = set.Spec.MinReadySeconds;
        var state = pod.State(minReadySeconds, now);
        var fault = pod.Fault(now);
        return new(
            ordinal,
            name,
            position,
            state,
            pod.IsReady(),
            pod.IsAvailable(minReadySeconds, now),
            pod.Metadata.Uid,
            pod.Since(state, minReadySeconds),
            pod.ReadyAt() is { } readyAt && pod.Metadata.CreationTimestamp is { } made0 && readyAt >= made0 ? readyAt - made0 : null,
            pod.AvailableAt(minReadySeconds) is { } at && at > DateTimeOffset.MinValue ? at : null,
            pod.Metadata.DeletionTimestamp,
            pod.Revision(),
            Role(pod.Revision()),
            made,
            pod.Spec.NodeName,
            pod.Spec.NodeName.Length > 0 ? snapshot.Nodes(pod.Spec.NodeName)?.Zone ?? "" : "",
            pod.Status.PodIP,
            pod.Restarts(),
            fault?.Reason,
            fault?.Message,
            bindings,
            dns)
        {
            LastEnd = pod.LastEnd(),
            IsOrphan = pod.Metadata.Controller is null && !set.Metadata.IsTerminating,
        };
    }

    // a claim that is there by now was made after all
    private CreationFailure? Failure(string pod, ValueList<ClaimBinding> claims) => snapshot.Failures
        .Where(failure => failure.Pod == pod && failure.CountsFrom <= now && !claims.Any(claim => claim.Exists && claim.Name == failure.Claim && claim.CreatedAt >= failure.LastSeenAt))
        .MaxBy(failure => failure.LastSeenAt);

    private RevisionRole Role(string revision) =>
        revision.Length == 0 ? RevisionRole.None
        : string.Equals(revision, set.Status.CurrentRevision, StringComparison.Ordinal) ? RevisionRole.Current
        : string.Equals(revision, set.Status.UpdateRevision, StringComparison.Ordinal) ? RevisionRole.Update
        : RevisionRole.Other;

    // newVersionedStatefulSetPod and isCurrentRevisionNeeded in kubernetes pkg/controller/statefulset
    private string RevisionIfMadeNow(int ordinal)
    {
        var strategy = set.Spec.UpdateStrategy;
        var current = strategy.Type == "RollingUpdate"
            && ordinal < start + (long)(strategy.RollingUpdate is { } rolling ? rolling.Partition : set.Status.CurrentReplicas);
        return current && set.Status.CurrentRevision.Length > 0 ? set.Status.CurrentRevision : set.Status.UpdateRevision;
    }
}
