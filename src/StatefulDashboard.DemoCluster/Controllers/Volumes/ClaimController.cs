using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;
using StatefulDashboard.DemoCluster.Scenarios.Lab;

namespace StatefulDashboard.DemoCluster.Controllers.Volumes;

/// <summary>Finds volumes for claims, provisions them in place of a storage driver, and keeps claims in use alive (pvc-protection).</summary>
internal sealed class ClaimController(ObjectApi objects, DemoClock clock, PodDelays delays, DemoFaults faults, ILogger logger) : Controller(objects, clock, logger)
{
    private static readonly WriteOptions Binder = new("kube-controller-manager");
    private readonly EventRecorder events = new(objects, "persistentvolume-controller");
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(2);
    private readonly VolumeProvisioner driver = new(objects, faults);
    private readonly ClaimBinding binding = new(objects);
    private readonly ClaimUsers users = new();
    private readonly SortedDictionary<string, StoredObject> free = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> prebound = new(StringComparer.Ordinal);
    private readonly HashSet<string> provisioning = new(StringComparer.Ordinal);

    public override ResourceKind[] Watched => [ResourceKinds.Claims, ResourceKinds.Pods, ResourceKinds.StorageClasses, ResourceKinds.Volumes];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var o = change.Object;
        if (o.Kind == ResourceKinds.Claims)
        {
            if (o.Root.Text("spec", "volumeName") is { Length: > 0 } named && o.Root.Text("status", "phase") == "Pending" && change.Type != ChangeType.Deleted)
            {
                prebound[o.Key] = named;
            }
            else
            {
                prebound.Remove(o.Key);
            }

            return [o.Key];
        }

        if (o.Kind == ResourceKinds.Pods)
        {
            users.Note(change);
            // only the end of a pod can free a claim
            return change.Type == ChangeType.Deleted || o.IsEnded() || o.IsShutDown() ? ClaimsOf(o).Select(c => StoredObject.KeyOf(o.Namespace, c)) : [];
        }

        if (o.Kind == ResourceKinds.Volumes)
        {
            free.Remove(o.Key);
            if (change.Type != ChangeType.Deleted && !o.IsTerminating && o.Root.Text("status", "phase") is "Available" or "Pending")
            {
                free[o.Key] = o;
            }
        }

        return o.Kind == ResourceKinds.Volumes && o.Root.Object("spec", "claimRef") is { } reference
            ? prebound.Where(p => p.Value == o.Name).Select(p => p.Key).Append(StoredObject.KeyOf(reference.Text("namespace") ?? "", reference.Text("name") ?? "")).Distinct().ToArray()
            : Store.All(ResourceKinds.Claims).Where(c => c.Root.Text("status", "phase") == "Pending").Select(c => c.Key);
    }

    public static IEnumerable<string> ClaimsOf(StoredObject pod)
        => pod.Root.Items("spec", "volumes").Select(v => v.Text("persistentVolumeClaim", "claimName")).OfType<string>();

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.Claims, @namespace, name) is not { } claim)
        {
            return;
        }

        if (claim.IsTerminating)
        {
            Release(claim);
        }
        else if (claim.Root.Text("spec", "volumeName") is { Length: > 0 } volume)
        {
            binding.Bind(claim, volume);
        }
        else
        {
            Find(claim);
        }
    }

    private void Release(StoredObject claim)
    {
        // In use as long as there is a pod with it, also one that has ended; but not by one that only waits for its finalizers, which may wait for the claim.
        var isUsed = users.Of(claim).Any(p => Store.Get(ResourceKinds.Pods, claim.Namespace, p) is { } pod && !pod.IsShutDown());
        if (!isUsed && claim.Root.Texts("metadata", "finalizers").Contains("kubernetes.io/pvc-protection"))
        {
            Objects.Modify(ResourceKinds.Claims, claim.Namespace, claim.Name, null, Binder, root =>
            {
                var rest = root.Texts("metadata", "finalizers").Where(f => f != "kubernetes.io/pvc-protection").ToJsonArray();
                root.Ensure("metadata").Remove("finalizers");
                if (rest.Count > 0)
                {
                    root.Ensure("metadata")["finalizers"] = rest;
                }

                return root;
            });
        }
    }

    private void Find(StoredObject claim)
    {
        if (Static(claim) is { } existing)
        {
            binding.SetVolume(claim, existing.Name);
            return;
        }

        if (claim.Root.Text("spec", "storageClassName") is not { Length: > 0 } className)
        {
            events.Normal(claim, "FailedBinding", "no persistent volumes available for this claim and no storage class is set");
            return;
        }

        if (Store.Get(ResourceKinds.StorageClasses, "", className) is not { } storageClass)
        {
            events.Warning(claim, "ProvisioningFailed", $"storageclass.storage.k8s.io \"{className}\" not found");
            return;
        }

        var annotations = claim.Root.Object("metadata", "annotations");
        if (storageClass.Root.Text("volumeBindingMode") == "WaitForFirstConsumer" && annotations.Text("volume.kubernetes.io/selected-node") is null)
        {
            events.Normal(claim, "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
            return;
        }

        var provisioner = storageClass.Root.Text("provisioner") ?? VolumeProvisioner.Name;
        if (annotations.Text("volume.kubernetes.io/storage-provisioner") is null)
        {
            var annotated = Objects.Modify(ResourceKinds.Claims, claim.Namespace, claim.Name, null, Binder, root =>
            {
                root.Ensure("metadata", "annotations")["volume.beta.kubernetes.io/storage-provisioner"] = provisioner;
                root.Ensure("metadata", "annotations")["volume.kubernetes.io/storage-provisioner"] = provisioner;
                return root;
            });
            SayWaiting(annotated, provisioner);
            return;
        }

        if (provisioner != VolumeProvisioner.Name)
        {
            return;
        }

        if (provisioning.Add(claim.Uid))
        {
            SayWaiting(claim, provisioner);
            Again(claim.Key, delays.Hurry ? TimeSpan.Zero : TimeSpan.FromMilliseconds(40));
            return;
        }

        provisioning.Remove(claim.Uid);
        if (driver.Provision(claim, storageClass) is { } volume)
        {
            binding.SetVolume(claim, volume);
        }
        else
        {
            Again(claim.Key, SecondLook);
        }
    }

    // said when the claim is handed over and once more when it is still unbound at the next look
    private void SayWaiting(StoredObject claim, string provisioner)
        => events.Normal(claim, "ExternalProvisioning", $"Waiting for a volume to be created either by the external provisioner '{provisioner}' or manually by the system administrator. "
            + "If volume creation is delayed, please verify that the provisioner is running and correctly registered.");

    // What names the claim comes first, then the smallest that is large enough. Before a node is chosen, only the former can be had.
    private StoredObject? Static(StoredObject claim)
    {
        var waits = Store.Get(ResourceKinds.StorageClasses, "", claim.Root.Text("spec", "storageClassName") ?? "")?.Root.Text("volumeBindingMode") == "WaitForFirstConsumer";
        var node = Store.Get(ResourceKinds.Nodes, "", claim.SelectedNode() ?? "");
        return free.Values.Select(v => Store.Get(ResourceKinds.Volumes, "", v.Name)).OfType<StoredObject>()
            .Where(v => VolumeMatching.Fits(v, claim, node) && (!waits || node is not null || VolumeMatching.IsReservedFor(v, claim)))
            .OrderByDescending(v => VolumeMatching.IsReservedFor(v, claim)).ThenBy(v => Quantity.Bytes(v.Root.Text("spec", "capacity", "storage"))).ThenBy(v => v.Name, StringComparer.Ordinal)
            .FirstOrDefault();
    }
}
