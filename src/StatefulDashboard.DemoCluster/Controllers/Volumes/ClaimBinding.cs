using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.Volumes;

/// <summary>Binds a claim to a volume that was found for it, as the volume binder of the controller manager does.</summary>
internal sealed class ClaimBinding(ObjectApi objects)
{
    private const string BindCompleted = "pv.kubernetes.io/bind-completed";
    private static readonly WriteOptions Binder = new("kube-controller-manager");
    private readonly EventRecorder events = new(objects, "persistentvolume-controller");
    private readonly EventRecorder expander = new(objects, "volume_expand");

    /// <summary>Says which volume the claim is to get; the claim is bound at the next look.</summary>
    public void SetVolume(StoredObject claim, string volume)
        => objects.Modify(ResourceKinds.Claims, claim.Namespace, claim.Name, "binding", Binder, root =>
        {
            root.Ensure("spec")["volumeName"] = volume;
            root.Ensure("metadata", "annotations")[BindCompleted] = "yes";
            root.Ensure("metadata", "annotations")["pv.kubernetes.io/bound-by-controller"] = "yes";
            return root;
        });

    /// <summary>Completes the binding of a claim that names a volume, and lets its volume grow with its request.</summary>
    public void Bind(StoredObject claim, string name)
    {
        if (objects.Store.Get(ResourceKinds.Volumes, "", name) is not { } volume)
        {
            if (claim.Root.Text("status", "phase") == "Bound")
            {
                events.Warning(claim, "ClaimLost", "Bound claim has lost its PersistentVolume. Data on the volume is lost!");
                SetStatus(claim, status => status["phase"] = "Lost");
            }

            return;
        }

        var isBound = claim.Root.Text("status", "phase") == "Bound";
        if (!VolumeMatching.IsFreeFor(volume, claim))
        {
            if (isBound)
            {
                events.Warning(claim, "ClaimMisbound", "Two claims are bound to the same volume, this one is bound incorrectly");
                SetStatus(claim, status => status["phase"] = "Lost");
            }
            else
            {
                events.Warning(claim, "FailedBinding", $"volume \"{name}\" already bound to a different claim.");
            }

            return;
        }

        if (!isBound && VolumeMatching.Mismatch(volume, claim) is { } mismatch)
        {
            events.Warning(claim, "VolumeMismatch", $"Cannot bind to requested volume \"{name}\": {mismatch}");
            return;
        }

        if (!isBound && claim.Root.Text("metadata", "annotations", BindCompleted) is null)
        {
            objects.Modify(ResourceKinds.Claims, claim.Namespace, claim.Name, null, Binder, root =>
            {
                root.Ensure("metadata", "annotations")[BindCompleted] = "yes";
                return root;
            });
        }

        VolumeObjects.Reserve(objects, volume, claim);
        if (!isBound)
        {
            SetStatus(claim, status =>
            {
                status["phase"] = "Bound";
                status["accessModes"] = volume.Root.At("spec", "accessModes")?.DeepClone();
                status["capacity"] = volume.Root.At("spec", "capacity")?.DeepClone();
            });
        }
        else if (Quantity.Bytes(claim.Root.Text("spec", "resources", "requests", "storage")) > Quantity.Bytes(claim.Root.Text("status", "capacity", "storage")))
        {
            var wanted = claim.Root.Text("spec", "resources", "requests", "storage");
            expander.Normal(claim, "ExternalExpanding", "waiting for an external controller to expand this PVC");
            VolumeObjects.Grow(objects, name, wanted!);
            SetStatus(claim, status => status.Ensure("capacity")["storage"] = wanted);
        }
    }

    private void SetStatus(StoredObject claim, Action<JsonObject> change)
        => objects.Modify(ResourceKinds.Claims, claim.Namespace, claim.Name, "status", Binder, root =>
        {
            change(root.Ensure("status"));
            return root;
        });
}
