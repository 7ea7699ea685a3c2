using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers.Deployments;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers.DaemonSets;

/// <summary>Keeps a pod on each node that a DaemonSet is meant for (kubernetes pkg/controller/daemon); of the update strategy, maxSurge is not followed.</summary>
internal sealed class DaemonSetController(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");
    private readonly ControlledPods control = new(objects, "daemonset-controller");
    private readonly DaemonRevisions revisions = new(objects);

    public override ResourceKind[] Watched => [ResourceKinds.DaemonSets, ResourceKinds.Pods, ResourceKinds.Nodes];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var o = change.Object;
        if (o.Kind == ResourceKinds.DaemonSets)
        {
            return [o.Key];
        }

        if (o.Kind == ResourceKinds.Nodes)
        {
            return change.Previous is { } before && before.Root["spec"].SameAs(o.Root["spec"]) && before.Labels.SameAs(o.Labels) && change.Type != ChangeType.Deleted
                ? [] : Store.All(ResourceKinds.DaemonSets).Select(s => s.Key);
        }

        var owners = new[] { o.Controller, change.Previous?.Controller }.OfType<JsonObject>().ToArray();
        return owners.Length > 0
            ? owners.Where(r => r.Text("kind") == "DaemonSet").Select(r => StoredObject.KeyOf(o.Namespace, r.Text("name")!)).Distinct()
            : Store.In(ResourceKinds.DaemonSets, o.Namespace).Where(s => LabelSelector.From(s.Root.Object("spec", "selector")).Matches(o.Labels)).Select(s => s.Key);
    }

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.DaemonSets, @namespace, name) is not { } set || set.IsTerminating)
        {
            return;
        }

        var hash = revisions.Current(set);
        var onNodes = control.Claim(set).GroupBy(p => DaemonPods.NodeOf(p) ?? "", StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var nodes = Store.All(ResourceKinds.Nodes).ToArray();
        try
        {
            if (!Manage(set, nodes, onNodes, hash) && set.Root.Text("spec", "updateStrategy", "type") is not "OnDelete")
            {
                Update(set, nodes, onNodes, hash);
            }

            revisions.Truncate(set, onNodes.Values.SelectMany(p => p), hash);
        }
        finally
        {
            WriteStatus(set, nodes, onNodes, hash);
        }

        ReturnWhenAvailable(set, onNodes.Values.SelectMany(p => p));
    }

    // Makes what is missing, deletes what is too much or has ended.
    private bool Manage(StoredObject set, StoredObject[] nodes, Dictionary<string, List<StoredObject>> onNodes, string hash)
    {
        var changed = false;
        foreach (var node in nodes)
        {
            var (shouldRun, mayStay) = DaemonPods.On(node, set);
            var pods = onNodes.GetValueOrDefault(node.Name) ?? [];
            foreach (var ended in pods.Where(p => p.IsEnded() && !p.IsTerminating && mayStay))
            {
                var (reason, word) = ended.Phase() == "Failed" ? ("FailedDaemonPod", "failed") : ("SucceededDaemonPod", "succeeded");
                var text = $"Found {word} daemon pod {ended.Namespace}/{ended.Name} on node {node.Name}, will try to {(word == "failed" ? "kill" : "delete")} it";
                if (word == "failed")
                {
                    control.Events.Warning(set, reason, text);
                }
                else
                {
                    control.Events.Normal(set, reason, text);
                }
            }

            var surplus = mayStay ? pods.Where(p => p.IsEnded()).Concat(pods.Where(p => !p.IsEnded()).OrderBy(p => p.Root.Text("metadata", "creationTimestamp"), StringComparer.Ordinal).Skip(1)) : pods;
            foreach (var pod in surplus.Where(p => !p.IsTerminating).ToArray())
            {
                control.Delete(set, pod);
                changed = true;
            }

            if (shouldRun && pods.Count == 0)
            {
                control.Create(set, pod =>
                {
                    DaemonPods.AimAt(pod, node.Name, hash);
                    pod.Ensure("metadata", "labels")["pod-template-generation"] = TemplateGeneration(set);
                });
                changed = true;
            }
        }

        return changed;
    }

    private static string TemplateGeneration(StoredObject set) => set.Root.Text("metadata", "annotations", "deprecated.daemonset.template.generation") ?? "1";

    // Old pods that are not available go at once; of the others, as many as may be missing.
    private void Update(StoredObject set, StoredObject[] nodes, Dictionary<string, List<StoredObject>> onNodes, string hash)
    {
        var now = Objects.Now;
        var minReady = set.Root.Number("spec", "minReadySeconds") ?? 0;
        var meant = nodes.Where(n => DaemonPods.On(n, set).ShouldRun).ToArray();
        var most = set.Root.At("spec", "updateStrategy", "rollingUpdate", "maxUnavailable") is { } value ? DeploymentFacts.Share(value, meant.Length, up: true) : 1;
        long missing = 0;
        List<StoredObject> candidates = [];
        foreach (var node in meant)
        {
            var pod = onNodes.GetValueOrDefault(node.Name)?.Find(p => !p.IsEnded());
            if (pod is null || pod.IsTerminating || (IsNew(pod, hash) && !pod.IsAvailable(minReady, now)))
            {
                missing++;
            }
            else if (!IsNew(pod, hash))
            {
                if (pod.IsAvailable(minReady, now))
                {
                    candidates.Add(pod);
                }
                else
                {
                    control.Delete(set, pod);
                }
            }
        }

        foreach (var pod in candidates.Take((int)Math.Max(0, most - missing)))
        {
            control.Delete(set, pod);
        }
    }

    private static bool IsNew(StoredObject pod, string hash) => pod.Labels.Text(DaemonRevisions.HashLabel) == hash;

    private void WriteStatus(StoredObject set, StoredObject[] nodes, Dictionary<string, List<StoredObject>> onNodes, string hash)
    {
        var now = Objects.Now;
        var minReady = set.Root.Number("spec", "minReadySeconds") ?? 0;
        var (desired, current, misplaced, ready, available, updated) = (0, 0, 0, 0, 0, 0);
        foreach (var node in nodes)
        {
            var shouldRun = DaemonPods.On(node, set).ShouldRun;
            var pod = onNodes.GetValueOrDefault(node.Name)?.OrderBy(p => p.Root.Text("metadata", "creationTimestamp"), StringComparer.Ordinal).FirstOrDefault();
            desired += shouldRun ? 1 : 0;
            current += shouldRun && pod is not null ? 1 : 0;
            misplaced += !shouldRun && pod is not null ? 1 : 0;
            ready += shouldRun && pod?.IsReady() == true ? 1 : 0;
            available += shouldRun && pod?.IsAvailable(minReady, now) == true ? 1 : 0;
            updated += shouldRun && pod is not null && IsNew(pod, hash) ? 1 : 0;
        }

        Objects.Modify(ResourceKinds.DaemonSets, set.Namespace, set.Name, "status", Writer, root =>
        {
            var status = new JsonObject { ["currentNumberScheduled"] = current, ["numberMisscheduled"] = misplaced, ["desiredNumberScheduled"] = desired, ["numberReady"] = ready };
            status["observedGeneration"] = set.Root.Number("metadata", "generation");
            foreach (var (field, count) in ((string, int)[])[("updatedNumberScheduled", updated), ("numberAvailable", available), ("numberUnavailable", desired - available)])
            {
                if (count > 0)
                {
                    status[field] = count;
                }
            }

            root["status"] = status;
            return root;
        });
    }

    private void ReturnWhenAvailable(StoredObject set, IEnumerable<StoredObject> pods)
    {
        var minReady = set.Root.Number("spec", "minReadySeconds") ?? 0;
        if (minReady > 0 && pods.Where(p => p.IsRunningAndReady() && !p.IsAvailable(minReady, Objects.Now)).Min(p => p.AvailableAt(minReady)) is { } at)
        {
            Clock.AfterReal(at - Objects.Now, () => AgainNow(set.Key));
        }
    }
}
