using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>
/// What a claim's owner references mean. The retention policy of a set works through them: the set owns a claim for whenDeleted, the
/// condemned pod for whenScaled (kubernetes pkg/controller/statefulset/stateful_set_utils.go, updateClaimOwnerRefForSetAndPod).
/// </summary>
internal static class OwnerRules
{
    public static ValueList<ClaimOwner> Of(ClaimDetail claim, StorageIndex index) =>
        claim.Metadata.OwnerReferences.Select(owner => new ClaimOwner(owner.Kind, owner.Name, Meaning(claim, owner, index))).ToValueList();

    private static Statement Meaning(ClaimDetail claim, OwnerReference owner, StorageIndex index)
    {
        if (owner.Kind == "StatefulSet")
        {
            var set = index.Set(new(claim.Metadata.Namespace, owner.Name))?.Overview;
            return set is null || set.Uid == owner.Uid
                ? Statement.Of(set is { WhenDeleted: "Retain" } ? StatementCode.ClaimOwnerSetStill : StatementCode.ClaimOwnerSet, owner.Name)
                : Statement.Of(StatementCode.ClaimOwnerSetEarlier, owner.Name);
        }

        if (owner.Kind == "Pod")
        {
            var isEarlier = index.Snapshot.IsRead(UnreadStorage.Users)
                && index.PodsOf(claim.Metadata.Key).Any(pod => pod.Metadata.Name == owner.Name && pod.Metadata.Uid != owner.Uid);
            return Statement.Of(isEarlier ? StatementCode.ClaimOwnerPodEarlier : StatementCode.ClaimOwnerPod, owner.Name);
        }

        return Statement.Of(StatementCode.ClaimOwnerOther, owner.Kind, owner.Name);
    }
}
