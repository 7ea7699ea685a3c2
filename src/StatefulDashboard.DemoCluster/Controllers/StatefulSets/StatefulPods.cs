using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.StatefulSets;

/// <summary>Makes, mends and deletes the pods of a set, and makes their claims before them (kubernetes stateful_pod_control.go).</summary>
internal sealed class StatefulPods(ObjectApi objects, ClaimRetention retention)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");
    private readonly EventRecorder events = new(objects, "statefulset-controller");

    public void Create(StoredObject set, JsonObject pod, long ordinal)
    {
        var name = pod.Text("metadata", "name")!;
        StoredObject made;
        try
        {
            CreateClaims(set, name, ordinal);
            made = objects.Create(ResourceKinds.Pods, set.Namespace, pod, Writer);
        }
        catch (Exception refusal) when (refusal is ClaimFaultException or ApiException { Reason: not "AlreadyExists" })
        {
            Tell(set, "Create", name, refusal);
            throw;
        }

        retention.Update(set, made);
        Tell(set, "Create", name, null);
    }

    /// <summary>Makes the claims of an ordinal that are missing; one that fails does not keep the others from being made.</summary>
    /// <exception cref="ClaimFaultException">A claim is being deleted, or could not be made.</exception>
    public void CreateClaims(StoredObject set, string pod, long ordinal)
    {
        List<string> faults = [];
        foreach (var template in set.Root.Items("spec", "volumeClaimTemplates"))
        {
            var claim = SetFacts.NewClaim(set.Root, template, ordinal);
            var name = claim.Text("metadata", "name")!;
            if (objects.Store.Get(ResourceKinds.Claims, set.Namespace, name) is { } there)
            {
                if (there.IsTerminating)
                {
                    faults.Add($"pvc {name} is being deleted");
                }

                continue;
            }

            try
            {
                objects.Create(ResourceKinds.Claims, set.Namespace, claim, Writer);
                events.Normal(set, "SuccessfulCreate", $"Create Claim {name} Pod {pod} in StatefulSet {set.Name} success");
            }
            catch (ApiException refusal) when (refusal.Reason != "AlreadyExists")
            {
                events.Warning(set, "FailedCreate", $"Create Claim {name} for Pod {pod} in StatefulSet {set.Name} failed error: {refusal.Message}");
                faults.Add($"failed to create PVC {name}: {refusal.Message}");
            }
        }

        if (faults.Count > 0)
        {
            throw new ClaimFaultException(faults.Count == 1 ? faults[0] : $"[{string.Join(", ", faults)}]");
        }
    }

    /// <summary>Makes what a pending pod still lacks: claims that are gone, and the owners that the retention policy asks for.</summary>
    public void CompleteClaims(StoredObject set, StoredObject pod)
    {
        CreateClaims(set, pod.Name, SetFacts.OrdinalOf(set.Name, pod.Name));
        retention.Update(set, pod);
    }

    public void Delete(StoredObject set, StoredObject pod)
    {
        try
        {
            objects.Delete(ResourceKinds.Pods, pod.Namespace, pod.Name, new DeleteOptions(Uid: pod.Uid));
            Tell(set, "Delete", pod.Name, null);
        }
        catch (ApiException refusal)
        {
            Tell(set, "Delete", pod.Name, refusal);
            throw;
        }
    }

    /// <summary>Gives a living pod the identity, and its claims the owners, that the set asks for.</summary>
    public void Mend(StoredObject set, StoredObject pod)
    {
        var ordinal = SetFacts.OrdinalOf(set.Name, pod.Name);
        var identity = pod.Labels.Text("statefulset.kubernetes.io/pod-name") == pod.Name;
        var owners = retention.Matches(set, pod);
        if (identity && owners)
        {
            return;
        }

        retention.Update(set, pod);
        objects.Modify(ResourceKinds.Pods, pod.Namespace, pod.Name, null, Writer, root =>
        {
            var labels = root.Ensure("metadata", "labels");
            labels["statefulset.kubernetes.io/pod-name"] = pod.Name;
            labels["apps.kubernetes.io/pod-index"] = ordinal.ToString(CultureInfo.InvariantCulture);
            return root;
        });
        Tell(set, "Update", pod.Name, null);
    }

    private void Tell(StoredObject set, string verb, string pod, Exception? failure)
    {
        if (failure is null)
        {
            events.Normal(set, "Successful" + verb, $"{verb} Pod {pod} in StatefulSet {set.Name} successful");
        }
        else
        {
            events.Warning(set, "Failed" + verb, $"{verb} Pod {pod} in StatefulSet {set.Name} failed error: {failure.Message}");
        }
    }
}
