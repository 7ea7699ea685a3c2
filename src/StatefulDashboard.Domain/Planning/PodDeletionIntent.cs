using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>Somebody wants this one pod deleted: the set makes it again, with its claims, on the revision that its ordinal gets now.</summary>
/// <param name="PodUid">A pod of the same name that was made meanwhile is not meant.</param>
public sealed record PodDeletionIntent(NamespacedName Name, string PodName, string PodUid) : ActionIntent(Name)
{
    public override ActionKind Kind => ActionKind.PodDeletion;

    public string PodName { get; init; } = PodName ?? "";

    public string PodUid { get; init; } = PodUid ?? "";
}
