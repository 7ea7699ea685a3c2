using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;
using StatefulDashboard.DemoCluster.Controllers.Volumes;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>Binds pods to nodes: claims first, then, of the nodes that fit, the one with the fewest pods of the same owner.</summary>
internal sealed class SchedulerStandIn : Controller
{
    private static readonly WriteOptions Writer = new("kube-scheduler");
    private static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(20);
    private readonly EventRecorder events;
    private readonly Dictionary<string, (string Message, int Count)> attempts = new(StringComparer.Ordinal);
    private readonly ScheduledPods scheduled = new();
    private readonly NodeFilters filters;

    public SchedulerStandIn(ObjectApi objects, DemoClock clock, ILogger logger)
        : base(objects, clock, logger)
    {
        events = new EventRecorder(objects, "default-scheduler");
        filters = new NodeFilters(objects.Store, scheduled);
    }

    public override ResourceKind[] Watched => [ResourceKinds.Pods, ResourceKinds.Claims, ResourceKinds.Nodes];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        scheduled.Note(change);
        var o = change.Object;
        if (o.Kind == ResourceKinds.Claims)
        {
            return scheduled.WaitingFor(o);
        }

        if (o.Kind == ResourceKinds.Nodes)
        {
            return scheduled.Waiting.Select(p => p.Key).ToArray();
        }

        if (change.Type == ChangeType.Deleted || !ScheduledPods.IsWaiting(o))
        {
            attempts.Remove(o.Uid);
        }

        if (change.Type != ChangeType.Deleted && !o.IsEnded())
        {
            return ScheduledPods.IsWaiting(o) ? [o.Key] : [];
        }

        // a pod that is gone may have kept another away
        return scheduled.Waiting.Where(p => p.Namespace == o.Namespace && p.Root.Condition("PodScheduled").Text("status") == "False").Select(p => p.Key).ToArray();
    }

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.Pods, @namespace, name) is not { } pod || !ScheduledPods.IsWaiting(pod) || pod.Root.Items("spec", "schedulingGates").Any())
        {
            return;
        }

        var nodes = Store.All(ResourceKinds.Nodes).ToArray();
        if (ClaimObstacle(pod) is { } obstacle)
        {
            Refuse(pod, $"0/{nodes.Length} nodes are available: {obstacle}. not found");
            return;
        }

        var judged = nodes.Select(n => (Node: n, Reason: filters.Obstacle(pod, n))).ToArray();
        var owner = pod.ControllerUid;
        var chosen = judged.Where(j => j.Reason is null).Select(j => j.Node)
            .OrderBy(n => scheduled.Of(owner, n.Name)).ThenBy(n => scheduled.On(n.Name)).ThenBy(n => n.Name, StringComparer.Ordinal).FirstOrDefault();
        if (chosen is null)
        {
            Refuse(pod, Unfit([.. judged.Select(j => j.Reason!)]));
        }
        else if (!IsVolumeComing(pod, chosen))
        {
            Bind(pod, chosen);
        }
    }

    private static string Unfit(string[] reasons)
    {
        if (reasons.Length == 0)
        {
            return "no nodes available to schedule pods";
        }

        // preemption could remove neighbours, but none has a lower priority
        var neighbours = reasons.Count(r => r.Contains("pod anti-affinity", StringComparison.Ordinal) || r.Contains("pods anti-affinity", StringComparison.Ordinal) || r.EndsWith("spread constraints", StringComparison.Ordinal));
        var helpless = new List<string>();
        if (neighbours > 0)
        {
            helpless.Add($"{neighbours} No preemption victims found for incoming pod");
        }

        if (reasons.Length > neighbours)
        {
            helpless.Add($"{reasons.Length - neighbours} Preemption is not helpful for scheduling");
        }

        var counted = reasons.GroupBy(r => r, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}").Order(StringComparer.Ordinal);
        return $"0/{reasons.Length} nodes are available: {string.Join(", ", counted)}. no new claims to deallocate, "
            + $"preemption: 0/{reasons.Length} nodes are available: {string.Join(", ", helpless.Order(StringComparer.Ordinal))}.";
    }

    /// <returns>What keeps the pod from any node, in the scheduler's words; null when its claims are bound or wait for their first consumer.</returns>
    private string? ClaimObstacle(StoredObject pod)
    {
        foreach (var name in ClaimController.ClaimsOf(pod))
        {
            if (Store.Get(ResourceKinds.Claims, pod.Namespace, name) is not { } claim)
            {
                return $"persistentvolumeclaim \"{name}\" not found";
            }

            if (claim.Root.Text("status", "phase") == "Lost")
            {
                return $"persistentvolumeclaim \"{name}\" bound to non-existent persistentvolume \"{claim.Root.Text("spec", "volumeName")}\"";
            }

            if (claim.IsTerminating)
            {
                return $"persistentvolumeclaim \"{name}\" is being deleted";
            }

            if (!IsBound(claim) && !WaitsForConsumer(claim))
            {
                return "pod has unbound immediate PersistentVolumeClaims";
            }
        }

        return null;
    }

    private static bool IsBound(StoredObject claim) => claim.Root.Text("status", "phase") == "Bound";

    private bool WaitsForConsumer(StoredObject claim)
        => Store.Get(ResourceKinds.StorageClasses, "", claim.Root.Text("spec", "storageClassName") ?? "")?.Root.Text("volumeBindingMode") == "WaitForFirstConsumer";

    // Tells the provisioner where the pod will be; the claim's change brings the pod back here.
    private bool IsVolumeComing(StoredObject pod, StoredObject node)
    {
        var unbound = ClaimController.ClaimsOf(pod).Select(c => Store.Get(ResourceKinds.Claims, pod.Namespace, c)).OfType<StoredObject>().Where(c => !IsBound(c)).ToArray();
        foreach (var claim in unbound.Where(c => c.SelectedNode() is null))
        {
            Objects.Modify(ResourceKinds.Claims, claim.Namespace, claim.Name, null, Writer, root =>
            {
                root.Ensure("metadata", "annotations")["volume.kubernetes.io/selected-node"] = node.Name;
                return root;
            });
        }

        if (unbound.Length > 0)
        {
            scheduled.Assume(pod, node.Name);
        }

        return unbound.Length > 0;
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
