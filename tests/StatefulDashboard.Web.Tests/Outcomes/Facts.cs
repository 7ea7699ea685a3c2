using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using Kinds = StatefulDashboard.DemoCluster.ApiServer.Storage.ResourceKinds;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>What a driver is told of the cluster, read from its store.</summary>
internal static class Facts
{
    public static OperationMove Next(OutcomeCluster cluster, Operation operation, StatefulSetOverview? set, DateTimeOffset now) => operation.Rollout is { } rollout
        ? RolloutDriver.Next(operation, new(set, set is null ? null : new(set.Generation, rollout.IsStarted || IsHeld(operation, set))), now)
        : DeletionDriver.Next(operation, new(set, OfClaims(cluster, operation), Snapshots(cluster, operation)), now);

    public static ValueList<PlannedClaim> Claims(OutcomeCluster cluster, StatefulSetOverview set) =>
        set.Slots.SelectMany(slot => slot.Claims.Where(claim => claim.Exists).Select(claim => new PlannedClaim(claim.Name, Claim(cluster, claim.Name)!.Uid, slot.Ordinal))).ToValueList();

    // nothing is to be written: it is as the start wants it
    private static bool IsHeld(Operation operation, StatefulSetOverview set) => operation.Intent is RolloutIntent { Change: null } && set.Partition == operation.Rollout!.FirstPartition;

    private static StoredObject? Claim(OutcomeCluster cluster, string name) => cluster.Store.Get(Kinds.Claims, OutcomeCluster.Namespace, name);

    private static ValueList<ClaimFacts> OfClaims(OutcomeCluster cluster, Operation operation) => operation.Deletion!.Claims
        .Select(planned => Claim(cluster, planned.Name)).OfType<StoredObject>()
        .Where(claim => operation.Deletion.Claims.Any(planned => planned.Uid == claim.Uid))
        .Select(claim => new ClaimFacts(claim.Name, claim.Uid, claim.IsTerminating, claim.Root.Items("metadata", "ownerReferences").Where(owner => TakesAlong(operation, owner)).Select(owner => owner.Text("uid")!).ToValueList()))
        .ToValueList();

    private static bool TakesAlong(Operation operation, System.Text.Json.Nodes.JsonObject owner) => owner.Text("kind") switch
    {
        "StatefulSet" => owner.Text("name") == operation.Name.Name,
        "Pod" => OrdinalName.OfPodIn(operation.Name.Name, owner.Text("name")!) is not null,
        _ => false,
    };

    private static ValueList<SnapshotFacts> Snapshots(OutcomeCluster cluster, Operation operation) => ((DeletionIntent)operation.Intent).Snapshots
        .Select(claim => (Claim: claim, Made: cluster.Store.Get(Kinds.VolumeSnapshots, OutcomeCluster.Namespace, DeletionDriver.SnapshotName(operation, claim))))
        .Where(pair => pair.Made is not null)
        .Select(pair => new SnapshotFacts(pair.Claim, pair.Made!.Root.Flag("status", "readyToUse"), pair.Made.Root.Text("status", "error", "message")))
        .ToValueList();
}
