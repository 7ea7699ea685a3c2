using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.Volumes;

/// <summary>PersistentVolumes as the stand-in provisioner makes and changes them.</summary>
internal static class VolumeObjects
{
    private static readonly WriteOptions Binder = new("kube-controller-manager");

    public static JsonObject New(StoredObject claim, StoredObject storageClass, string name) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name, ["annotations"] = new JsonObject { ["pv.kubernetes.io/provisioned-by"] = VolumeProvisioner.Name } },
        ["spec"] = new JsonObject
        {
            ["capacity"] = new JsonObject { ["storage"] = claim.Root.Text("spec", "resources", "requests", "storage") },
            ["csi"] = new JsonObject
            {
                ["driver"] = "fake.csi.io", ["volumeHandle"] = name, ["fsType"] = "ext4",
                ["volumeAttributes"] = new JsonObject { ["storage.kubernetes.io/csiProvisionerIdentity"] = "demo" },
            },
            ["accessModes"] = claim.Root.At("spec", "accessModes")?.DeepClone(),
            ["claimRef"] = ReferenceTo(claim),
            ["persistentVolumeReclaimPolicy"] = storageClass.Root.Text("reclaimPolicy"),
            ["storageClassName"] = storageClass.Name,
            ["volumeMode"] = claim.Root.Text("spec", "volumeMode"),
        },
    };

    /// <summary>Where the volume can be used: as a driver that knows topology writes it, from the node that was selected for the first consumer.</summary>
    public static JsonObject? Topology(StoredObject storageClass, StoredObject? node)
        => storageClass.Root.Text("parameters", "demo.stateful-dashboard.io/topology") is { } label && node?.Labels.Text(label) is { } value
            ? new JsonObject
            {
                ["required"] = new JsonObject
                {
                    ["nodeSelectorTerms"] = new JsonArray(new JsonObject { ["matchExpressions"] = new JsonArray(new JsonObject { ["key"] = label, ["operator"] = "In", ["values"] = new JsonArray(value) }) }),
                },
            }
            : null;

    public static void SetPhase(ObjectApi objects, string name, string phase)
        => objects.Modify(ResourceKinds.Volumes, "", name, "status", Binder, root =>
        {
            if (root.Text("status", "phase") != phase)
            {
                root.Ensure("status")["phase"] = phase;
                root.Ensure("status")["lastPhaseTransitionTime"] = objects.Now.ToStamp();
            }

            return root;
        });

    /// <summary>Makes sure that the volume names the claim and is Bound.</summary>
    public static void Reserve(ObjectApi objects, StoredObject volume, StoredObject claim)
    {
        if (volume.Root.Text("spec", "claimRef", "uid") != claim.Uid)
        {
            objects.Modify(ResourceKinds.Volumes, "", volume.Name, null, Binder, root =>
            {
                if (root.Object("spec", "claimRef") is null)
                {
                    root.Ensure("metadata", "annotations")["pv.kubernetes.io/bound-by-controller"] = "yes";
                }

                root.Ensure("spec")["claimRef"] = ReferenceTo(claim);
                return root;
            });
        }

        SetPhase(objects, volume.Name, "Bound");
    }

    public static void Grow(ObjectApi objects, string name, string size)
        => objects.Modify(ResourceKinds.Volumes, "", name, null, new WriteOptions("csi-resizer"), root =>
        {
            root.Ensure("spec", "capacity")["storage"] = size;
            return root;
        });

    private static JsonObject ReferenceTo(StoredObject claim) => new()
    {
        ["kind"] = "PersistentVolumeClaim", ["namespace"] = claim.Namespace, ["name"] = claim.Name, ["uid"] = claim.Uid,
        ["apiVersion"] = "v1", ["resourceVersion"] = claim.Root.Text("metadata", "resourceVersion"),
    };
}
