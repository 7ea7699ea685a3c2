using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>What holds after every event, whatever the scenario does.</summary>
internal static class Invariants
{
    public static void Check(RecordingReplay replay, string when)
    {
        foreach (var set in replay.Projector.Sets.Values)
        {
            var snapshot = replay.Index.Snapshot(set.Name)!;
            set.Slots.Select(slot => slot.Ordinal).ShouldBe(set.Slots.Select(slot => slot.Ordinal).Distinct().Order(), $"each ordinal once, in order; {when}");
            for (var ordinal = set.Start; ordinal < set.End; ordinal++)
            {
                set.Slot(ordinal).ShouldNotBeNull($"ordinal {ordinal} is in the range; {when}");
            }

            string[] claims = [.. set.Slots.SelectMany(slot => slot.Claims).Where(claim => claim.Exists).Select(claim => claim.Name)];
            claims.ShouldBe(claims.Distinct(), $"a claim is on one ordinal; {when}");
            claims.Order(StringComparer.Ordinal).ShouldBe(
                snapshot.Claims.Select(claim => claim.Metadata.Name).Where(claim => snapshot.Set.Spec.VolumeClaimTemplates.Any(template => OrdinalName.OfClaimIn(template.Metadata.Name, set.Name.Name, claim) is not null)).Order(StringComparer.Ordinal),
                $"each claim of the set is on an ordinal; {when}");
            CheckCounts(set, snapshot, when);
        }
    }

    private static void CheckCounts(StatefulSetOverview set, StatefulSetSnapshot snapshot, string when)
    {
        set.Slots.Count(slot => slot.HasPod).ShouldBe(snapshot.Pods.Count, $"each pod is on an ordinal; {when}");
        set.ReadyReplicas.ShouldBe(set.Slots.Count(slot => slot is { InRange: true, Ready: true }), when);
        set.AvailableReplicas.ShouldBeLessThanOrEqualTo(set.ReadyReplicas, when);
        set.Slots.ShouldAllBe(slot => !slot.Available || slot.Ready, when);
        set.Slots.ShouldAllBe(slot => slot.HasPod == (slot.PodUid.Length > 0), when);
        (set.Phase == StatefulSetPhase.Steady).ShouldBe(
            set.Phase == StatefulSetPhase.Steady && set.AvailableReplicas == set.Replicas && set.Slots.All(slot => slot.Position is not (OrdinalPosition.Condemned or OrdinalPosition.Missing)),
            $"steady means that all are Available and none is too many; {when}");
    }
}
