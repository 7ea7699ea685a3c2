using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>
/// Deletes pods that do not tolerate a NoExecute taint of their node, or no longer (kubernetes pkg/controller/tainteviction). A second of demo
/// time stands for <see cref="Haste"/> seconds of tolerationSeconds, so the usual 300 s are over after 10.
/// </summary>
internal sealed class TaintEviction(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    /// <summary>How many seconds of tolerationSeconds pass in one second of demo time.</summary>
    public const double Haste = 30;

    private static readonly WriteOptions Writer = new("kube-controller-manager");
    private readonly EventRecorder events = new(objects, "taint-eviction-controller");
    private readonly Dictionary<string, Alarm> due = new(StringComparer.Ordinal);

    public override ResourceKind[] Watched => [ResourceKinds.Nodes, ResourceKinds.Pods];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var o = change.Object;
        if (o.Kind == ResourceKinds.Nodes)
        {
            return change.Type == ChangeType.Modified && change.Previous!.Root.At("spec", "taints").SameAs(o.Root.At("spec", "taints")) ? []
                : Store.All(ResourceKinds.Pods).Where(p => p.Root.Text("spec", "nodeName") == o.Name).Select(p => p.Key);
        }

        if (change.Type == ChangeType.Deleted)
        {
            due.Remove(o.Uid);
            return [];
        }

        return due.ContainsKey(o.Uid) || (Store.Get(ResourceKinds.Nodes, "", o.Root.Text("spec", "nodeName") ?? "") is { } node && NoExecute(node).Any()) ? [o.Key] : [];
    }

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.Pods, @namespace, name) is not { } pod)
        {
            return;
        }

        var node = Store.Get(ResourceKinds.Nodes, "", pod.Root.Text("spec", "nodeName") ?? "");
        if (pod.IsTerminating || node is null || Patience(pod, node) is not { } patience)
        {
            if (due.Remove(pod.Uid) && !pod.IsTerminating)
            {
                events.Normal(pod, "TaintManagerEviction", $"Cancelling deletion of Pod {pod.Key}");
            }
        }
        else if (patience <= TimeSpan.Zero || (due.TryGetValue(pod.Uid, out var alarm) && alarm.HasRung))
        {
            due.Remove(pod.Uid);
            Evict(pod);
        }
        else if (alarm is null)
        {
            due[pod.Uid] = alarm = new Alarm();
            Clock.After(patience, () => alarm.Ring(() => AgainNow(pod.Key)));
        }
    }

    private static IEnumerable<JsonObject> NoExecute(StoredObject node) => node.Root.Items("spec", "taints").Where(t => t.Text("effect") == "NoExecute");

    /// <returns>How long the pod may stay; null for ever.</returns>
    private static TimeSpan? Patience(StoredObject pod, StoredObject node)
    {
        if (node.Untolerated(pod.Root.Object("spec")!, "NoExecute").Any())
        {
            return TimeSpan.Zero;
        }

        var seconds = NoExecute(node).SelectMany(taint => pod.Root.Items("spec", "tolerations").Where(t => NodeMatching.Tolerates(t, taint)))
            .Select(t => t.Number("tolerationSeconds")).OfType<long>().ToArray();
        return seconds.Length == 0 ? null : TimeSpan.FromSeconds(Math.Clamp(seconds.Min(), 0, int.MaxValue) / Haste);
    }

    private void Evict(StoredObject pod)
    {
        events.Normal(pod, "TaintManagerEviction", $"Marking for deletion Pod {pod.Key}");
        Objects.Modify(ResourceKinds.Pods, pod.Namespace, pod.Name, "status", Writer, root =>
        {
            PodStatus.SetCondition(root, "DisruptionTarget", "True", Objects.Now, "DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint", root.Number("metadata", "generation"));
            return root;
        });
        Objects.Delete(ResourceKinds.Pods, pod.Namespace, pod.Name, new DeleteOptions(Uid: pod.Uid));
    }
}
