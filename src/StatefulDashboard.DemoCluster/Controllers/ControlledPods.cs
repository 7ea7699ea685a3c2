using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>Adopts, makes and deletes the pods of a ReplicaSet or a DaemonSet, and tells it in Events (kubernetes pkg/controller/controller_utils.go).</summary>
internal sealed class ControlledPods(ObjectApi objects, string component)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");
    private readonly EventRecorder events = new(objects, component);

    public EventRecorder Events => events;

    /// <summary>The pods that the owner controls; orphans that its selector matches are adopted, pods that it no longer matches are released.</summary>
    public List<StoredObject> Claim(StoredObject owner)
    {
        var selector = LabelSelector.From(owner.Root.Object("spec", "selector"));
        List<StoredObject> own = [];
        foreach (var pod in objects.Store.ControlledBy(ResourceKinds.Pods, owner.Uid).Concat(objects.Store.WithoutController(ResourceKinds.Pods, owner.Namespace)).ToArray())
        {
            var matches = selector.Matches(pod.Labels);
            if (pod.IsControlledBy(owner.Uid))
            {
                if (matches)
                {
                    own.Add(pod);
                }
                else if (!owner.IsTerminating)
                {
                    Ownership.Set(objects, pod, null);
                }
            }
            else if (matches && !owner.IsTerminating && !pod.IsTerminating && !pod.IsEnded())
            {
                own.Add(Ownership.Set(objects, pod, owner));
            }
        }

        return own;
    }

    /// <summary>Makes a pod from the owner's template; a refusal is told in an Event and thrown on.</summary>
    /// <param name="change">What the pod has beyond the template.</param>
    public StoredObject Create(StoredObject owner, Action<JsonObject>? change = null)
    {
        var template = owner.Root.Object("spec", "template");
        var pod = new JsonObject
        {
            ["metadata"] = new JsonObject { ["generateName"] = owner.Name + "-", ["labels"] = template.Object("metadata", "labels")?.Copy() ?? [], ["ownerReferences"] = new JsonArray(owner.OwnerReference()) },
            ["spec"] = template.Object("spec")?.Copy() ?? [],
        };
        if (template.Object("metadata", "annotations") is { Count: > 0 } annotations)
        {
            pod.Ensure("metadata")["annotations"] = annotations.Copy();
        }

        change?.Invoke(pod);
        try
        {
            var made = objects.Create(ResourceKinds.Pods, owner.Namespace, pod, Writer);
            events.Normal(owner, "SuccessfulCreate", $"Created pod: {made.Name}");
            return made;
        }
        catch (ApiException refusal)
        {
            events.Warning(owner, "FailedCreate", $"Error creating: {refusal.Message}");
            throw;
        }
    }

    public void Delete(StoredObject owner, StoredObject pod)
    {
        try
        {
            objects.Delete(ResourceKinds.Pods, pod.Namespace, pod.Name, new DeleteOptions(Uid: pod.Uid));
            events.Normal(owner, "SuccessfulDelete", $"Deleted pod: {pod.Name}");
        }
        catch (ApiException refusal) when (refusal.Code != 404)
        {
            events.Warning(owner, "FailedDelete", $"Error deleting: {refusal.Message}");
            throw;
        }
    }
}
