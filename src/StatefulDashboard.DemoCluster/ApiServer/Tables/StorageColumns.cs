using StatefulDashboard.DemoCluster.ApiServer.Storage;
using static StatefulDashboard.DemoCluster.ApiServer.Tables.Columns;

namespace StatefulDashboard.DemoCluster.ApiServer.Tables;

/// <summary>The columns of claims, volumes, classes and snapshots; those of snapshots are the ones their definitions ask for.</summary>
internal static class StorageColumns
{
    public static readonly Dictionary<ResourceKind, TableColumn[]> All = new()
    {
        [ResourceKinds.Claims] =
        [
            Name, Phase(), Plain("Volume", "spec", "volumeName"), new("Capacity", (o, _) => o.Root.Text("spec", "volumeName") is null ? "" : o.Root.Text("status", "capacity", "storage") ?? ""),
            new("Access Modes", (o, _) => o.Root.Text("spec", "volumeName") is null ? "" : Modes(o.Root.Texts("status", "accessModes"))),
            Plain("StorageClass", "spec", "storageClassName"), AttributesClass(), Age, VolumeMode(),
        ],
        [ResourceKinds.Volumes] =
        [
            Name, Plain("Capacity", "spec", "capacity", "storage"), new("Access Modes", (o, _) => Modes(o.Root.Texts("spec", "accessModes"))),
            Plain("Reclaim Policy", "spec", "persistentVolumeReclaimPolicy"), Phase(),
            new("Claim", (o, _) => o.Root.Object("spec", "claimRef") is { } claim ? $"{claim.Text("namespace")}/{claim.Text("name")}" : ""),
            Plain("StorageClass", "spec", "storageClassName"), AttributesClass(), Plain("Reason", "status", "reason"), Age, VolumeMode(),
        ],
        [ResourceKinds.StorageClasses] =
        [
            new("Name", (o, _) => o.Name + (o.Root.Text("metadata", "annotations", "storageclass.kubernetes.io/is-default-class") == "true" ? " (default)" : ""), Format: "name"),
            Plain("Provisioner", "provisioner"), Plain("ReclaimPolicy", "reclaimPolicy"), Plain("VolumeBindingMode", "volumeBindingMode"),
            new("AllowVolumeExpansion", (o, _) => o.Root.Flag("allowVolumeExpansion")), Age,
        ],
        [ResourceKinds.VolumeAttachments] =
        [
            Name, Plain("Attacher", "spec", "attacher") with { Format = "name" }, Plain("PV", "spec", "source", "persistentVolumeName"), Plain("Node", "spec", "nodeName"),
            new("Attached", (o, _) => o.Root.Flag("status", "attached"), Type: "boolean"), Age,
        ],
        [ResourceKinds.VolumeSnapshots] =
        [
            Name, ReadyToUse(), Printed("SourcePVC", "spec", "source", "persistentVolumeClaimName"), Printed("SourceSnapshotContent", "spec", "source", "volumeSnapshotContentName"),
            Printed("RestoreSize", "status", "restoreSize"), Printed("SnapshotClass", "spec", "volumeSnapshotClassName"), Printed("SnapshotContent", "status", "boundVolumeSnapshotContentName"),
            new("CreationTime", (o, now) => o.Root.Text("status", "creationTime") is { } stamp ? Durations.Since(stamp, now) : null, Type: "date"), DateAge(),
        ],
        [ResourceKinds.VolumeSnapshotClasses] = [Name, Printed("Driver", "driver"), Printed("DeletionPolicy", "deletionPolicy"), DateAge()],
        [ResourceKinds.VolumeSnapshotContents] =
        [
            Name, ReadyToUse(), new("RestoreSize", (o, _) => o.Root.Number("status", "restoreSize"), Type: "integer"), Printed("DeletionPolicy", "spec", "deletionPolicy"), Printed("Driver", "spec", "driver"),
            Printed("VolumeSnapshotClass", "spec", "volumeSnapshotClassName"), Printed("VolumeSnapshot", "spec", "volumeSnapshotRef", "name"),
            Printed("VolumeSnapshotNamespace", "spec", "volumeSnapshotRef", "namespace"), DateAge(),
        ],
    };

    private static TableColumn Phase() => new("Status", (o, _) => o.IsTerminating ? "Terminating" : o.Root.Text("status", "phase") ?? "");

    private static TableColumn AttributesClass() => new("VolumeAttributesClass", (o, _) => o.Root.Text("spec", "volumeAttributesClassName") is { Length: > 0 } name ? name : "<unset>");

    private static TableColumn VolumeMode() => new("VolumeMode", (o, _) => o.Root.Text("spec", "volumeMode") ?? "<unset>", 1);

    // A defined kind's columns are read from paths; what is not there is null, not a text.
    private static TableColumn Printed(string name, params string[] path) => new(name, (o, _) => o.Root.Text(path));

    private static TableColumn ReadyToUse() => new("ReadyToUse", (o, _) => o.Root.At("status", "readyToUse")?.DeepClone(), Type: "boolean");

    private static TableColumn DateAge() => Age with { Type = "date" };
}
