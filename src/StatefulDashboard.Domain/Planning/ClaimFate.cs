using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What becomes of a claim when its pod stops.</summary>
internal static class ClaimFate
{
    /// <summary>
    /// It goes with the pod: it is deleted already and only the pod keeps it (finalizer kubernetes.io/pvc-protection), the pod owns
    /// it, or the retention policy makes the pod its owner since the ordinal is outside the range
    /// (unless somebody else controls it).
    /// </summary>
    public static bool GoesWithPod(StatefulSetOverview set, OrdinalSlot slot, ClaimBinding claim) =>
        claim.IsTerminating || IsOwnedBy(claim, "Pod") || slot is { HasPod: true, InRange: false } && set.WhenScaled == "Delete" && !claim.HasOtherController;

    public static bool IsOwnedBy(ClaimBinding claim, string kind) => claim.OwnerKinds.Split('+').Contains(kind, StringComparer.Ordinal);
}
