using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Operations;

/// <summary>Reads what a decision needs besides the watch: as it is now, not as it was when an event came.</summary>
internal sealed class FactsReader(KubernetesClient client)
{
    /// <exception cref="KubernetesException">There was no answer.</exception>
    public async Task<RolloutFacts> OfRolloutAsync(Operation operation, StatefulSetOverview? set, CancellationToken cancellationToken)
    {
        if (operation.Step != StepKey.Start || set is null)
        {
            return new(set);
        }

        if (await client.GetWholeAsync(ResourceKinds.StatefulSets, operation.Name, cancellationToken) is not { } whole || whole["metadata"]?["uid"]?.ToString() != operation.Uid)
        {
            return new(null);
        }

        var generation = whole["metadata"]?["generation"]?.GetValue<long>() ?? 0;
        var rollout = operation.Rollout!;
        // what does not tell (a quantity that the server writes in its own way) is not taken for ours: somebody else may have moved the generation
        var isThere = RolloutPatches.Start((RolloutIntent)operation.Intent, set, rollout.FirstPartition).Holds(whole) == true;
        return new(set, new(generation, rollout.IsStarted || (isThere && (rollout.IsAborting || generation > operation.Generation || ((RolloutIntent)operation.Intent).Change is null))));
    }

    /// <exception cref="KubernetesException">There was no answer.</exception>
    public async Task<DeletionFacts> OfDeletionAsync(Operation operation, StatefulSetOverview? set, CancellationToken cancellationToken)
    {
        // while pods stop the watch is enough: it says whether an owner has come back, and only then each claim is read
        if (operation.Step.StartsWith("stop:", StringComparison.Ordinal) && set is not null && set.Slots.All(slot => slot.Claims.All(claim => claim.OwnerKinds.Length == 0)))
        {
            return new(set, [], []);
        }

        var owners = set?.Slots.Where(slot => slot.HasPod).Select(slot => slot.PodUid).Append(operation.Uid).ToHashSet(StringComparer.Ordinal) ?? [operation.Uid];
        List<ClaimFacts> claims = [];
        foreach (var planned in operation.Deletion!.Claims)
        {
            if (await FindAsync(ResourceKinds.PersistentVolumeClaims, planned.Name) is { } claim && claim.Metadata.Uid == planned.Uid)
            {
                claims.Add(new(planned.Name, planned.Uid, claim.Metadata.IsTerminating, claim.Metadata.OwnerReferences.Where(owner => TakesAlong(owner, operation, owners)).Select(owner => owner.Uid).ToValueList()));
            }
        }

        List<SnapshotFacts> snapshots = [];
        foreach (var claim in ((DeletionIntent)operation.Intent).Snapshots)
        {
            if (await FindAsync(ResourceKinds.VolumeSnapshots, DeletionDriver.SnapshotName(operation, claim)) is { } snapshot && snapshot.Metadata.Labels.Get(OperationRecord.IdLabel) == operation.Id)
            {
                snapshots.Add(new(claim, snapshot.Status.ReadyToUse, snapshot.Status.Error?.Message));
            }
        }

        return new(set, claims.ToValueList(), snapshots.ToValueList());

        async Task<T?> FindAsync<T>(ResourceKind<T> kind, string name)
            where T : class, IKubernetesObject
        {
            try
            {
                return await client.GetAsync(kind, new(operation.Name.Namespace, name), cancellationToken);
            }
            catch (KubernetesApiException fault) when (fault is { StatusCode: 404, Status.Reason: "NotFound" })
            {
                return null;
            }
        }
    }

    // also a pod of the set that is gone already: the collector would find its owner missing and take the claim
    private static bool TakesAlong(OwnerReference owner, Operation operation, HashSet<string> uids) =>
        uids.Contains(owner.Uid)
        || (owner.Kind == "StatefulSet" && owner.Name == operation.Name.Name)
        || (owner.Kind == "Pod" && Domain.Identity.OrdinalName.OfPodIn(operation.Name.Name, owner.Name) is not null);
}
