using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers.Volumes;

/// <summary>What becomes of volumes: Available without a claim, Released when the claim is gone, deleted where the reclaim policy says so.</summary>
internal sealed class VolumeController(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    public override ResourceKind[] Watched => [ResourceKinds.Volumes, ResourceKinds.Claims];

    protected override IEnumerable<string> KeysFor(StoreChange change)
        => change.Object.Kind == ResourceKinds.Volumes ? [change.Object.Key]
            : change.Type == ChangeType.Deleted && change.Object.Root.Text("spec", "volumeName") is { } volume ? [StoredObject.KeyOf("", volume)] : [];

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.Volumes, "", name) is not { } volume)
        {
            return;
        }

        var reference = volume.Root.Object("spec", "claimRef");
        var claim = reference is null ? null : Store.Get(ResourceKinds.Claims, reference.Text("namespace") ?? "", reference.Text("name") ?? "");
        var isFree = reference is null || reference.Text("uid") is null;
        var isLost = !isFree && claim?.Uid != reference.Text("uid");
        if (volume.IsTerminating)
        {
            if (isFree || isLost)
            {
                Objects.Modify(ResourceKinds.Volumes, "", name, null, Writer, root =>
                {
                    root.Ensure("metadata").Remove("finalizers");
                    return root;
                });
            }
        }
        else if (isFree)
        {
            if (volume.Root.Text("status", "phase") is "Pending" or "Released" or "Failed")
            {
                VolumeObjects.SetPhase(Objects, name, "Available");
            }
        }
        else if (isLost)
        {
            VolumeObjects.SetPhase(Objects, name, "Released");
            if (volume.Root.Text("spec", "persistentVolumeReclaimPolicy") == "Delete")
            {
                Objects.Delete(ResourceKinds.Volumes, "", name, new DeleteOptions(Uid: volume.Uid));
            }
        }
    }
}
