using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;
using StatefulDashboard.DemoCluster.Scenarios.Lab;

namespace StatefulDashboard.DemoCluster.Controllers.Volumes;

/// <summary>Stands in for the storage driver: makes the volume of a claim, empty or from its source, or says why it cannot.</summary>
internal sealed class VolumeProvisioner(ObjectApi objects, DemoFaults faults)
{
    /// <summary>As storage classes name it.</summary>
    public const string Name = "fake.csi/io";

    private readonly EventRecorder events = new(objects, Name);

    /// <returns>The volume's name; null when it cannot be made now, which an Event tells.</returns>
    public string? Provision(StoredObject claim, StoredObject storageClass)
    {
        var source = DataSource.Of(objects.Store, claim);
        if ((faults.IsOn(DemoFaults.NoVolumes) ? "rpc error: code = ResourceExhausted desc = no space left in the storage pool" : source.Obstacle) is { } obstacle)
        {
            events.Warning(claim, "ProvisioningFailed", $"failed to provision volume with StorageClass \"{storageClass.Name}\": {obstacle}");
            return null;
        }

        var name = "pvc-" + claim.Uid;
        if (objects.Store.Get(ResourceKinds.Volumes, "", name) is null)
        {
            var volume = VolumeObjects.New(claim, storageClass, name);
            if (VolumeObjects.Topology(storageClass, objects.Store.Get(ResourceKinds.Nodes, "", claim.SelectedNode() ?? "")) is { } topology)
            {
                volume.Ensure("spec")["nodeAffinity"] = topology;
            }

            if (source.Text is { } from)
            {
                volume.Ensure("spec", "csi", "volumeAttributes")["demo.stateful-dashboard.io/source"] = from;
                events.Normal(claim, "ProvisioningSucceeded", $"Successfully provisioned volume {name} from {from}");
            }

            objects.Create(ResourceKinds.Volumes, "", volume, new WriteOptions("csi-provisioner"));
        }

        VolumeObjects.SetPhase(objects, name, "Bound");
        return name;
    }
}
