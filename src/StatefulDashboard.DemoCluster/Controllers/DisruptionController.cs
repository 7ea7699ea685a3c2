using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>Keeps the status of PodDisruptionBudgets (kubernetes pkg/controller/disruption).</summary>
internal sealed class DisruptionController(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    private readonly SelectorIndex budgets = new();
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    public override ResourceKind[] Watched => [ResourceKinds.DisruptionBudgets, ResourceKinds.Pods, ResourceKinds.StatefulSets, ResourceKinds.ReplicaSets];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var o = change.Object;
        if (o.Kind == ResourceKinds.DisruptionBudgets)
        {
            budgets.Note(o, change.Type == ChangeType.Deleted || o.Root.Object("spec", "selector") is not { } selector ? null : selector.Object("matchLabels") ?? []);
            return [o.Key];
        }

        return o.Kind == ResourceKinds.Pods
            ? budgets.Candidates(o).Concat(change.Previous is { } before ? budgets.Candidates(before) : []).Distinct(StringComparer.Ordinal)
            : Store.In(ResourceKinds.DisruptionBudgets, o.Namespace).Where(_ => change.Previous?.Root.Number("spec", "replicas") != o.Root.Number("spec", "replicas")).Select(b => b.Key);
    }

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.DisruptionBudgets, @namespace, name) is not { } budget)
        {
            return;
        }

        var selector = LabelSelector.From(budget.Root.Object("spec", "selector"));
        var pods = Store.PodsWithLabels(@namespace, budget.Root.Object("spec", "selector", "matchLabels") ?? []).Where(p => selector.Matches(p.Labels)).ToArray();
        var disrupted = budget.Root.Object("status", "disruptedPods")?.Copy() ?? [];
        foreach (var entry in disrupted.Select(e => e.Key).ToArray())
        {
            // once the deletion is seen, the pod counts by itself
            if (!Array.Exists(pods, p => p.Name == entry && !p.IsTerminating))
            {
                disrupted.Remove(entry);
            }
        }

        var healthy = pods.Count(p => p.IsReady() && !p.IsTerminating && !disrupted.ContainsKey(p.Name));
        var (expected, desired) = Wanted(budget, pods);
        var allowed = expected <= 0 ? 0 : Math.Max(0, healthy - desired);
        Objects.Modify(ResourceKinds.DisruptionBudgets, @namespace, name, "status", Writer, root =>
        {
            var status = new JsonObject { ["observedGeneration"] = root.Number("metadata", "generation") };
            if (disrupted.Count > 0)
            {
                status["disruptedPods"] = disrupted;
            }

            status["disruptionsAllowed"] = allowed;
            status["currentHealthy"] = healthy;
            status["desiredHealthy"] = desired;
            status["expectedPods"] = expected;
            var condition = allowed > 0 ? "True" : "False";
            var old = root.Items("status", "conditions").FirstOrDefault();
            status["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "DisruptionAllowed", ["status"] = condition, ["observedGeneration"] = root.Number("metadata", "generation"),
                ["lastTransitionTime"] = old.Text("status") == condition ? old.Text("lastTransitionTime") : Objects.Now.ToStamp(),
                ["reason"] = allowed > 0 ? "SufficientPods" : "InsufficientPods", ["message"] = "",
            });
            root["status"] = status;
            return root;
        });
    }

    // minAvailable as a number counts the pods that are there; everything else counts what their owners want to have.
    private (long Expected, long Desired) Wanted(StoredObject budget, StoredObject[] pods)
    {
        if (budget.Root.At("spec", "maxUnavailable") is { } most)
        {
            var expected = Scale(pods);
            return (expected, Math.Max(0, expected - Share(most, expected)));
        }

        return budget.Root.At("spec", "minAvailable") switch
        {
            { } least when least.Number() is { } number => (pods.Length, number),
            { } least when Scale(pods) is var expected => (expected, Share(least, expected)),
            _ => (pods.Length, 0),
        };
    }

    private long Scale(StoredObject[] pods)
        => pods.Select(p => (p.Namespace, Kind: p.Controller.Text("kind"), Name: p.Controller.Text("name"))).Where(o => o.Name is not null).Distinct().Sum(o => o.Kind switch
        {
            "StatefulSet" => Store.Get(ResourceKinds.StatefulSets, o.Namespace, o.Name!)?.Root.Number("spec", "replicas") ?? 0,
            "ReplicaSet" => Store.Get(ResourceKinds.ReplicaSets, o.Namespace, o.Name!)?.Root.Number("spec", "replicas") ?? 0,
            _ => 0,
        });

    private static long Share(JsonNode value, long of)
        => value.Text() is { } text && text.EndsWith('%') && int.TryParse(text[..^1], out var percent)
            ? (long)Math.Ceiling(of * percent / 100.0) : value.Number() ?? 0;
}
