using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers.Volumes;

/// <summary>Takes snapshots of volumes, in place of kubernetes-csi/external-snapshotter and its driver: a content for each, ready after a while.</summary>
internal sealed class SnapshotController(ObjectApi objects, DemoClock clock, PodDelays delays, ILogger logger) : Controller(objects, clock, logger)
{
    private const string BoundFinalizer = "snapshot.storage.kubernetes.io/volumesnapshot-bound-protection";
    private const string ContentFinalizer = "snapshot.storage.kubernetes.io/volumesnapshotcontent-bound-protection";
    private static readonly WriteOptions Writer = new("snapshot-controller");
    private readonly EventRecorder events = new(objects, "snapshot-controller");

    public override ResourceKind[] Watched => [ResourceKinds.VolumeSnapshots, ResourceKinds.VolumeSnapshotContents, ResourceKinds.Claims];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var o = change.Object;
        if (o.Kind == ResourceKinds.VolumeSnapshots)
        {
            return [o.Key];
        }

        return o.Kind == ResourceKinds.Claims
            ? Store.In(ResourceKinds.VolumeSnapshots, o.Namespace).Where(s => !IsReady(s) && s.Root.Text("spec", "source", "persistentVolumeClaimName") == o.Name).Select(s => s.Key)
            : o.Root.Object("spec", "volumeSnapshotRef") is { } reference && change.Type != ChangeType.Deleted ? [StoredObject.KeyOf(reference.Text("namespace") ?? "", reference.Text("name") ?? "")] : [];
    }

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.VolumeSnapshots, @namespace, name) is not { } snapshot)
        {
            return;
        }

        if (snapshot.IsTerminating)
        {
            Release(snapshot);
        }
        else if (!IsReady(snapshot))
        {
            Take(snapshot);
        }
    }

    private static bool IsReady(StoredObject snapshot) => snapshot.Root.Flag("status", "readyToUse");

    private static string ContentOf(StoredObject snapshot)
        => snapshot.Root.Text("status", "boundVolumeSnapshotContentName") ?? snapshot.Root.Text("spec", "source", "volumeSnapshotContentName") ?? "snapcontent-" + snapshot.Uid;

    private void Take(StoredObject snapshot)
    {
        Protect(snapshot);
        if (Store.Get(ResourceKinds.VolumeSnapshotContents, "", ContentOf(snapshot)) is { } content)
        {
            Finish(snapshot, content);
            return;
        }

        if (snapshot.Root.Text("spec", "source", "persistentVolumeClaimName") is not { } claimName)
        {
            Fail(snapshot, "SnapshotContentMissing", "VolumeSnapshotContent is missing");
            return;
        }

        var claim = Store.Get(ResourceKinds.Claims, snapshot.Namespace, claimName);
        var volume = Store.Get(ResourceKinds.Volumes, "", claim?.Root.Text("spec", "volumeName") ?? "");
        if (claim is null || volume is null)
        {
            Fail(snapshot, "SnapshotContentCreationFailed", claim is null
                ? $"Failed to create snapshot content with error snapshot controller failed to update {snapshot.Name} on API server: cannot get claim from snapshot"
                : $"Failed to create snapshot content with error the PVC {claimName} is not yet bound to a PV, will not attempt to take a snapshot");
        }
        else if (ClassOf(snapshot, volume) is not { } snapshotClass)
        {
            Fail(snapshot, "GetSnapshotClassFailed", "Failed to get snapshot class with error cannot find default snapshot class");
        }
        else
        {
            Objects.Create(ResourceKinds.VolumeSnapshotContents, "", New(snapshot, volume, snapshotClass), Writer);
            events.Normal(snapshot, "CreatingSnapshot", $"Waiting for a snapshot {snapshot.Key} to be created by the CSI driver.");
        }
    }

    private StoredObject? ClassOf(StoredObject snapshot, StoredObject volume)
        => snapshot.Root.Text("spec", "volumeSnapshotClassName") is { Length: > 0 } named ? Store.Get(ResourceKinds.VolumeSnapshotClasses, "", named)
            : Store.All(ResourceKinds.VolumeSnapshotClasses).FirstOrDefault(c => c.Root.Text("metadata", "annotations", "snapshot.storage.kubernetes.io/is-default-class") == "true"
                && c.Root.Text("driver") == volume.Root.Text("spec", "csi", "driver"));

    private static JsonObject New(StoredObject snapshot, StoredObject volume, StoredObject snapshotClass) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "snapcontent-" + snapshot.Uid, ["finalizers"] = new JsonArray(ContentFinalizer) },
        ["spec"] = new JsonObject
        {
            ["deletionPolicy"] = snapshotClass.Root.Text("deletionPolicy") ?? "Delete",
            ["driver"] = snapshotClass.Root.Text("driver"),
            ["source"] = new JsonObject { ["volumeHandle"] = volume.Root.Text("spec", "csi", "volumeHandle") ?? volume.Name },
            ["sourceVolumeMode"] = volume.Root.Text("spec", "volumeMode"),
            ["volumeSnapshotClassName"] = snapshotClass.Name,
            ["volumeSnapshotRef"] = new JsonObject
            {
                ["apiVersion"] = snapshot.Kind.ApiVersion, ["kind"] = "VolumeSnapshot", ["namespace"] = snapshot.Namespace, ["name"] = snapshot.Name, ["uid"] = snapshot.Uid,
                ["resourceVersion"] = snapshot.Root.Text("metadata", "resourceVersion"),
            },
        },
    };

    private void Finish(StoredObject snapshot, StoredObject content)
    {
        if (content.Root.Flag("status", "readyToUse"))
        {
            SetStatus(snapshot, content);
            events.Normal(snapshot, "SnapshotCreated", $"Snapshot {snapshot.Key} was successfully created by the CSI driver.");
            events.Normal(snapshot, "SnapshotReady", $"Snapshot {snapshot.Key} is ready to use.");
            return;
        }

        var volume = Store.All(ResourceKinds.Volumes).FirstOrDefault(v => v.Root.Text("spec", "csi", "volumeHandle") == content.Root.Text("spec", "source", "volumeHandle"));
        var size = (long)Quantity.Bytes(volume?.Root.Text("spec", "capacity", "storage"));
        void Ready() => Objects.Modify(ResourceKinds.VolumeSnapshotContents, "", content.Name, "status", Writer, root =>
        {
            root["status"] = new JsonObject
            {
                ["creationTime"] = (Objects.Now - DateTimeOffset.UnixEpoch).Ticks * 100, ["readyToUse"] = true, ["restoreSize"] = size,
                ["snapshotHandle"] = content.Root.Text("spec", "source", "snapshotHandle") ?? "snapshot-" + snapshot.Uid,
            };
            return root;
        });

        if (snapshot.Root.Text("status", "boundVolumeSnapshotContentName") is null)
        {
            SetStatus(snapshot, content);
            Again(snapshot.Key, delays.Work(1));
        }
        else
        {
            Ready();
        }
    }

    private void SetStatus(StoredObject snapshot, StoredObject content)
        => Objects.Modify(ResourceKinds.VolumeSnapshots, snapshot.Namespace, snapshot.Name, "status", Writer, root =>
        {
            var status = new JsonObject { ["boundVolumeSnapshotContentName"] = content.Name, ["readyToUse"] = content.Root.Flag("status", "readyToUse") };
            if (content.Root.Number("status", "restoreSize") is { } size)
            {
                status["restoreSize"] = QuotaUsage.Format("storage", size);
                status["creationTime"] = DateTimeOffset.UnixEpoch.AddTicks((content.Root.Number("status", "creationTime") ?? 0) / 100).ToStamp();
            }

            root["status"] = status;
            return root;
        });

    private void Fail(StoredObject snapshot, string reason, string message)
    {
        if (snapshot.Root.Text("status", "error", "message") == message)
        {
            return;
        }

        var written = Objects.Modify(ResourceKinds.VolumeSnapshots, snapshot.Namespace, snapshot.Name, "status", Writer, root =>
        {
            root["status"] = new JsonObject { ["readyToUse"] = false, ["error"] = new JsonObject { ["message"] = message, ["time"] = Objects.Now.ToStamp() } };
            return root;
        });
        events.Warning(written, reason, message);
    }

    private void Protect(StoredObject snapshot)
        => Objects.Modify(ResourceKinds.VolumeSnapshots, snapshot.Namespace, snapshot.Name, null, Writer, root =>
        {
            var finalizers = root.Texts("metadata", "finalizers").ToArray();
            if (!finalizers.Contains(BoundFinalizer))
            {
                root.Ensure("metadata")["finalizers"] = finalizers.Append(BoundFinalizer).ToJsonArray();
            }

            return root;
        });

    // With policy Delete the content and what it stands for go along, with Retain they stay.
    private void Release(StoredObject snapshot)
    {
        if (Store.Get(ResourceKinds.VolumeSnapshotContents, "", ContentOf(snapshot)) is { } content && content.Root.Text("spec", "deletionPolicy") != "Retain")
        {
            Drop(content, ContentFinalizer);
            Objects.Delete(ResourceKinds.VolumeSnapshotContents, "", content.Name, new DeleteOptions(Uid: content.Uid));
        }

        Drop(snapshot, BoundFinalizer);
    }

    private void Drop(StoredObject o, string finalizer)
        => Objects.Modify(o.Kind, o.Namespace, o.Name, null, Writer, root =>
        {
            var rest = root.Texts("metadata", "finalizers").Where(f => f != finalizer).ToJsonArray();
            root.Ensure("metadata").Remove("finalizers");
            if (rest.Count > 0)
            {
                root.Ensure("metadata")["finalizers"] = rest;
            }

            return root;
        });
}
