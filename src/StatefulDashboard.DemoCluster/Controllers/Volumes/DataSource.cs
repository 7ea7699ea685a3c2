using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.Volumes;

/// <summary>What a claim's new volume is filled with: a snapshot or another claim, and why it cannot be yet.</summary>
/// <param name="Text">"VolumeSnapshot default/monday"; null for an empty volume.</param>
/// <param name="Obstacle">null when the volume can be made.</param>
internal sealed record DataSource(string? Text, string? Obstacle)
{
    public static DataSource Of(ResourceStore store, StoredObject claim)
    {
        var source = claim.Root.Object("spec", "dataSourceRef") ?? claim.Root.Object("spec", "dataSource");
        var (kind, name) = (source.Text("kind"), source.Text("name") ?? "");
        var text = $"{kind} {claim.Namespace}/{name}";
        return kind switch
        {
            null => new DataSource(null, null),
            "VolumeSnapshot" => new DataSource(text, SnapshotObstacle(store, claim, name)),
            "PersistentVolumeClaim" => new DataSource(text, ClaimObstacle(store, claim, name)),
            _ => new DataSource(text, $"error getting handle for DataSource Type {kind} by Name {name}: this driver can only copy snapshots and claims"),
        };
    }

    private static string? SnapshotObstacle(ResourceStore store, StoredObject claim, string name)
    {
        var snapshot = store.Get(ResourceKinds.VolumeSnapshots, claim.Namespace, name);
        return snapshot is null ? $"error getting handle for DataSource Type VolumeSnapshot by Name {name}: error getting snapshot {name} from api server: volumesnapshots.snapshot.storage.k8s.io \"{name}\" not found"
            : !snapshot.Root.Flag("status", "readyToUse") ? $"error getting handle for DataSource Type VolumeSnapshot by Name {name}: snapshot {name} is not Ready"
            : Wanted(claim) < Quantity.Bytes(snapshot.Root.Text("status", "restoreSize"))
                ? $"error getting handle for DataSource Type VolumeSnapshot by Name {name}: requested volume size {Wanted(claim):0} is less than the size {Quantity.Bytes(snapshot.Root.Text("status", "restoreSize")):0} for the source snapshot {name}"
            : null;
    }

    private static string? ClaimObstacle(ResourceStore store, StoredObject claim, string name)
    {
        var other = store.Get(ResourceKinds.Claims, claim.Namespace, name);
        return other is null ? $"error getting handle for DataSource Type PersistentVolumeClaim by Name {name}: error getting PVC {name} (namespace \"{claim.Namespace}\") from api server: persistentvolumeclaims \"{name}\" not found"
            : other.Root.Text("status", "phase") != "Bound" ? $"error getting handle for DataSource Type PersistentVolumeClaim by Name {name}: the PVC datasource ({name}) does not have a bound volume"
            : Wanted(claim) < Wanted(other) ? $"error getting handle for DataSource Type PersistentVolumeClaim by Name {name}: new PVC request must be greater than or equal in size to the specified PVC data source"
            : null;
    }

    private static decimal Wanted(StoredObject claim) => Quantity.Bytes(claim.Root.Text("spec", "resources", "requests", "storage"));
}
