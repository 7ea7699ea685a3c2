namespace StatefulDashboard.Domain.Overview;

/// <summary>A claim that belongs to an ordinal by its exact name, and the volume behind it.</summary>
/// <param name="Template">The volumeClaimTemplate that it was (or will be) made from.</param>
/// <param name="Phase">Pending, Bound or Lost as the API says; Missing when there is no such claim, Unknown when claims cannot be read.</param>
/// <param name="Requested">The size that is asked for, as it is written ("1Gi").</param>
/// <param name="Capacity">The size that it has; null before it is bound.</param>
/// <param name="ReclaimPolicy">What happens to the data when the claim is deleted; the volume's, else that of its class; null when neither is known.</param>
/// <param name="IsTerminating">Deleted, and kept by a finalizer as long as a pod uses it.</param>
/// <param name="LeftBehind">No replica uses it: its ordinal is outside the range and has no pod.</param>
/// <param name="OwnerKinds">Who takes it along when deleted: StatefulSet (whenDeleted), Pod (whenScaled).</param>
public sealed record ClaimBinding(
    string Name,
    string Template,
    string Phase,
    string? Requested,
    string? Capacity,
    string? StorageClass,
    string? Volume,
    string? ReclaimPolicy,
    bool IsTerminating,
    bool LeftBehind,
    DateTimeOffset? CreatedAt,
    string OwnerKinds)
{
    /// <summary>
    /// It has an owner that the set's retention policy does not know (another controller, or a pod or set of an earlier life): the
    /// policy then leaves it alone. hasUnexpectedController in kubernetes pkg/controller/statefulset/stateful_set_utils.go.
    /// </summary>
    public bool HasOtherController { get; init; }

    /// <summary>It goes when its ordinal's pod is gone: a scale-down has handed it to that pod.</summary>
    public bool GoesWithPod { get; init; }

    public const string MissingPhase = "Missing";
    public const string UnknownPhase = "Unknown";

    public bool Exists => Phase is not (MissingPhase or UnknownPhase);
}
