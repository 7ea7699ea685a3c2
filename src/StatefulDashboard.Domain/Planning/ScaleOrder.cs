using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning;

/// <summary>
/// What a scale has to wait for: the questions of updateStatefulSet (kubernetes pkg/controller/statefulset/stateful_set_control.go),
/// asked of the range as it will be.
/// </summary>
internal sealed class ScaleOrder(StatefulSetOverview set, int replicas)
{
    private readonly long end = set.Start + (long)replicas;

    /// <summary>Under OrderedReady: the ordinals that stay in the range and are not Available. Nothing is made or stopped before they are.</summary>
    public IEnumerable<OrdinalSlot> Waiting => set.IsOrdered ? set.Slots.Where(slot => Stays(slot) && !IsAvailable(slot)) : [];

    /// <summary>The pod that blocks the set for ever, where it stays in the range.</summary>
    public string? Trap => set.Phase == StatefulSetPhase.Blocked && set.Explanation.Subject is { } subject && set.Slots.Any(slot => slot.PodName == subject && Stays(slot))
        ? subject : null;

    /// <summary>Pods whose end has begun and that must be gone before the next step.</summary>
    public IEnumerable<OrdinalSlot> Stopping => set.Slots.Where(slot => slot.IsTerminating && (Stays(slot) ? slot.Position == OrdinalPosition.Condemned : set.IsOrdered));

    /// <summary>Claims that are being deleted and without which a pod that stays does not start; under Parallel the controller then stops before it takes anything down.</summary>
    public IEnumerable<ClaimBinding> Lacking => set.Slots.Where(slot => Stays(slot) && slot is { HasPod: true, Ready: false, IsTerminating: false }).SelectMany(slot => slot.Claims).Where(claim => claim.IsTerminating);

    /// <summary>Under OrderedReady: a pod that goes and is not Available waits for a lower one that is not Available either.</summary>
    public (OrdinalSlot Pod, OrdinalSlot For)? StopsAfter
    {
        get
        {
            if (!set.IsOrdered || set.Slots.FirstOrDefault(slot => slot.HasPod && !Stays(slot) && !IsAvailable(slot)) is not { } lowest)
            {
                return null;
            }

            return set.Slots.LastOrDefault(slot => slot.HasPod && !Stays(slot) && !IsAvailable(slot) && !slot.IsTerminating) is { } pod && pod != lowest ? (pod, lowest) : null;
        }
    }

    /// <summary>In the range now or still having a pod, and in the range then.</summary>
    public bool Stays(OrdinalSlot slot) => (slot.InRange || slot.HasPod) && slot.Ordinal >= set.Start && slot.Ordinal < end;

    private static bool IsAvailable(OrdinalSlot slot) => slot is { Available: true, IsTerminating: false };
}
