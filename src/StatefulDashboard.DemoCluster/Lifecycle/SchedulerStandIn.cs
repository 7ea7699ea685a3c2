using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;
using StatefulDashboard.DemoCluster.Controllers.Volumes;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>Binds pods to nodes: claims first, then the node with the fewest pods of the same owner. Knows cordons and node selectors.</summary>
internal sealed class SchedulerStandIn(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    private static readonly WriteOptions Writer = new("kube-scheduler");
    private static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(20);
    private readonly EventRecorder events = new(objects, "default-scheduler");
    private readonly Dictionary<string, (string Message, int Count)> attempts = new(StringComparer.Ordinal);

    public override ResourceKind[] Watched => [ResourceKinds.Pods, ResourceKinds.Claims, ResourceKinds.Nodes];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var o = change.Object;
        if (o.Kind == ResourceKinds.Pods)
        {
            if (!IsWaiting(o) || change.Type == ChangeType.Deleted)
            {
                attempts.Remove(o.Uid);
            }

            return change.Type != ChangeType.Deleted && IsWaiting(o) ? [o.Key] : [];
        }

        var waiting = Store.All(ResourceKinds.Pods).Where(IsWaiting);
        return o.Kind == ResourceKinds.Claims
            ? waiting.Where(p => p.Namespace == o.Namespace && ClaimController.ClaimsOf(p).Contains(o.Name)).Select(p => p.Key)
            : waiting.Select(p => p.Key);
    }

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.Pods, @namespace, name) is not { } pod || !IsWaiting(pod))
        {
            return;
        }

        var node = Choose(pod);
        var obstacle = node is null ? Unfit(pod) : ClaimObstacle(pod, node);
        if (obstacle is { Length: > 0 })
        {
            Refuse(pod, obstacle);
        }
        else if (obstacle is null)
        {
            Bind(pod, node!);
        }
    }

    private static bool IsWaiting(StoredObject pod) => string.IsNullOrEmpty(pod.Root.Text("spec", "nodeName")) && !pod.IsTerminating && !pod.IsEnded();

    private static bool IsFit(StoredObject node, StoredObject pod)
        => !node.Root.Flag("spec", "unschedulable")
            && node.Root.Items("status", "conditions").Any(c => c.Text("type") == "Ready" && c.Text("status") == "True")
            && (pod.Root.Object("spec", "nodeSelector") is not { } selector || node.Labels.MatchesLabels(selector));

    private StoredObject? Choose(StoredObject pod)
    {
        var chosen = ClaimController.ClaimsOf(pod).Select(c => Store.Get(ResourceKinds.Claims, pod.Namespace, c).SelectedNode()).FirstOrDefault(n => n is not null);
        var owner = pod.Controller.Text("uid");
        var pods = Store.All(ResourceKinds.Pods).ToArray();
        return Store.All(ResourceKinds.Nodes).Where(n => IsFit(n, pod) && (chosen is null || n.Name == chosen))
            .OrderBy(n => pods.Count(p => p.Root.Text("spec", "nodeName") == n.Name && owner is not null && p.Controller.Text("uid") == owner && !p.IsEnded()))
            .ThenBy(n => pods.Count(p => p.Root.Text("spec", "nodeName") == n.Name && !p.IsEnded()))
            .ThenBy(n => n.Name, StringComparer.Ordinal).FirstOrDefault();
    }

    private string Unfit(StoredObject pod)
    {
        var nodes = Store.All(ResourceKinds.Nodes).ToArray();
        var cordoned = nodes.Count(n => n.Root.Flag("spec", "unschedulable"));
        var reasons = cordoned > 0 ? $"{cordoned} node(s) were unschedulable" : "";
        if (nodes.Length > cordoned)
        {
            reasons += (reasons.Length > 0 ? ", " : "") + (pod.Root.Object("spec", "nodeSelector") is not null
                ? $"{nodes.Length - cordoned} node(s) didn't match Pod's node affinity/selector" : $"{nodes.Length - cordoned} node(s) were not ready");
        }

        return $"0/{nodes.Length} nodes are available: {reasons}.";
    }

    /// <returns>null when all claims are bound, a text why not, or an empty text while a volume is on its way.</returns>
    private string? ClaimObstacle(StoredObject pod, StoredObject node)
    {
        var nodes = Store.All(ResourceKinds.Nodes).Count();
        var isComing = false;
        foreach (var name in ClaimController.ClaimsOf(pod))
        {
            if (Store.Get(ResourceKinds.Claims, pod.Namespace, name) is not { } claim)
            {
                return $"0/{nodes} nodes are available: persistentvolumeclaim \"{name}\" not found. not found";
            }

            if (claim.IsTerminating)
            {
                return $"0/{nodes} nodes are available: persistentvolumeclaim \"{name}\" is being deleted. not found";
            }

            if (claim.Root.Text("status", "phase") == "Bound")
            {
                continue;
            }

            var storageClass = Store.Get(ResourceKinds.StorageClasses, "", claim.Root.Text("spec", "storageClassName") ?? "");
            if (storageClass?.Root.Text("volumeBindingMode") != "WaitForFirstConsumer")
            {
                return $"0/{nodes} nodes are available: pod has unbound immediate PersistentVolumeClaims. not found";
            }

            isComing = true;
            if (claim.SelectedNode() is null)
            {
                Objects.Modify(ResourceKinds.Claims, claim.Namespace, claim.Name, null, Writer, root =>
                {
                    root.Ensure("metadata", "annotations")["volume.kubernetes.io/selected-node"] = node.Name;
                    return root;
                });
            }
        }

        return isComing ? "" : null;
    }

    private void Refuse(StoredObject pod, string message)
    {
        var attempt = attempts.TryGetValue(pod.Uid, out var last) && last.Message == message ? last.Count + 1 : 1;
        attempts[pod.Uid] = (message, attempt);
        if (attempt == 1)
        {
            Objects.Modify(ResourceKinds.Pods, pod.Namespace, pod.Name, "status", Writer, root =>
            {
                PodStatus.SetCondition(root, "PodScheduled", "False", Objects.Now, "Unschedulable", message, root.Number("metadata", "generation"));
                return root;
            });
            Again(pod.Key, SecondLook);
        }

        // The first attempt speaks of the pod before its condition was written, the next two of the pod after it; then nothing new is said.
        if (attempt <= 3)
        {
            events.Warning(pod, "FailedScheduling", message);
        }
    }

    private void Bind(StoredObject pod, StoredObject node)
    {
        Objects.Modify(ResourceKinds.Pods, pod.Namespace, pod.Name, "binding", Writer, root =>
        {
            root.Ensure("spec")["nodeName"] = node.Name;
            foreach (var label in (string[])["topology.kubernetes.io/region", "topology.kubernetes.io/zone"])
            {
                if (node.Labels.Text(label) is { } value)
                {
                    root.Ensure("metadata", "labels")[label] = value;
                }
            }

            PodStatus.SetCondition(root, "PodScheduled", "True", Objects.Now, null, null, null);
            return root;
        });
        events.Normal(pod, "Scheduled", $"Successfully assigned {pod.Namespace}/{pod.Name} to {node.Name}");
    }
}
