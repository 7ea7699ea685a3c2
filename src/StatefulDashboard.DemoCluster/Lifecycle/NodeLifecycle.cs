using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>
/// Finds nodes whose kubelet is silent, marks and taints them, and marks their pods (kubernetes pkg/controller/nodelifecycle). A machine is off
/// while the node has the annotation of <see cref="PodModes.Dead"/>; its kubelet is given up after <see cref="Grace"/> of demo time, not 50 s.
/// </summary>
internal sealed class NodeLifecycle(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    /// <summary>How long a kubelet may be silent: node-monitor-grace-period, shrunk so that people need not wait for it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private static readonly WriteOptions Writer = new("kube-controller-manager");
    private readonly EventRecorder events = new(objects, "node-controller");
    private readonly EventRecorder kubelet = new(objects, "kubelet");
    private readonly Dictionary<string, Alarm> silent = new(StringComparer.Ordinal);

    public override ResourceKind[] Watched => [ResourceKinds.Nodes];

    protected override IEnumerable<string> KeysFor(StoreChange change) => [change.Object.Key];

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.Nodes, "", name) is not { } node)
        {
            silent.Remove(name);
            return;
        }

        if (!NodeFacts.IsDead(node))
        {
            silent.Remove(name);
            node = Revive(node);
        }
        else if (!silent.TryGetValue(name, out var alarm))
        {
            silent[name] = alarm = new Alarm();
            Clock.After(Grace, () => alarm.Ring(() => AgainNow(node.Key)));
        }
        else if (alarm.HasRung && NodeFacts.IsReady(node))
        {
            node = NodeStatus.SetUnknown(Objects, node);
            events.Normal(node, "NodeNotReady", $"Node {name} status is now: NodeNotReady");
        }

        Taint(node);
        if (!NodeFacts.IsReady(node))
        {
            MarkPods(node);
        }
    }

    private StoredObject Revive(StoredObject node)
    {
        if (node.Root.Condition("Ready") is { } known && known.Text("reason") != "NodeStatusUnknown")
        {
            return node;
        }

        var posted = NodeStatus.PostReady(Objects, node);
        kubelet.Normal(posted, "NodeReady", $"Node {node.Name} status is now: NodeReady");
        return posted;
    }

    // One taint says that nothing new may come, one that what is there must go; a cordon is a taint as well.
    private void Taint(StoredObject node)
    {
        var key = node.Root.Condition("Ready").Text("status") switch { "True" => null, "Unknown" => "node.kubernetes.io/unreachable", _ => "node.kubernetes.io/not-ready" };
        List<(string Key, string Effect)> wanted = key is null ? [] : [(key, "NoSchedule"), (key, "NoExecute")];
        if (node.Root.Flag("spec", "unschedulable"))
        {
            wanted.Add(("node.kubernetes.io/unschedulable", "NoSchedule"));
        }

        Objects.Modify(ResourceKinds.Nodes, "", node.Name, null, Writer, root =>
        {
            var all = root.Items("spec", "taints").ToArray();
            var kept = all.Where(t => !IsOurs(t) || wanted.Contains((t.Text("key")!, t.Text("effect")!))).Select(t => (JsonNode?)t.Copy()).ToJsonArray();
            foreach (var (name, effect) in wanted.Where(w => !all.Any(t => t.Text("key") == w.Key && t.Text("effect") == w.Effect)))
            {
                kept.Add(new JsonObject { ["key"] = name, ["effect"] = effect, ["timeAdded"] = Objects.Now.ToStamp() });
            }

            root.Ensure("spec").Remove("taints");
            if (kept.Count > 0)
            {
                root.Ensure("spec")["taints"] = kept;
            }

            return root;
        });
    }

    private static bool IsOurs(JsonObject taint) => taint.Text("key") is "node.kubernetes.io/unreachable" or "node.kubernetes.io/not-ready" or "node.kubernetes.io/unschedulable";

    private void MarkPods(StoredObject node)
    {
        foreach (var pod in Store.All(ResourceKinds.Pods).Where(p => p.Root.Text("spec", "nodeName") == node.Name && p.IsReady()).ToArray())
        {
            Objects.Modify(ResourceKinds.Pods, pod.Namespace, pod.Name, "status", Writer, root =>
            {
                var known = root.Condition("Ready");
                PodStatus.SetCondition(root, "Ready", "False", Objects.Now, known.Text("reason"), known.Text("message"), known.Number("observedGeneration"));
                return root;
            });
            events.Warning(pod, "NodeNotReady", "Node is not ready");
        }
    }
}
