using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers.DaemonSets;

/// <summary>What makes a pod of a DaemonSet: which nodes it belongs on, and what its template gets for one (kubernetes pkg/controller/daemon/util).</summary>
internal static class DaemonPods
{
    private static readonly (string Key, string Effect)[] Tolerated =
    [
        ("not-ready", "NoExecute"), ("unreachable", "NoExecute"), ("disk-pressure", "NoSchedule"), ("memory-pressure", "NoSchedule"), ("pid-pressure", "NoSchedule"), ("unschedulable", "NoSchedule"),
    ];

    /// <summary>Whether a pod should run on the node, and whether one that is there may stay.</summary>
    public static (bool ShouldRun, bool MayStay) On(StoredObject node, StoredObject set)
    {
        var spec = set.Root.Object("spec", "template", "spec")?.Copy() ?? [];
        AddTolerations(spec);
        if ((spec.Text("nodeName") is { Length: > 0 } only && only != node.Name) || !node.IsWantedBy(spec))
        {
            return (false, false);
        }

        return node.Untolerated(spec, "NoExecute").Any() ? (false, false) : (!node.Untolerated(spec, "NoSchedule").Any(), true);
    }

    /// <summary>The node that a pod is on, or is meant for while it is not yet bound.</summary>
    public static string? NodeOf(StoredObject pod)
        => pod.Root.Text("spec", "nodeName") is { Length: > 0 } bound ? bound
            : Terms(pod.Root).SelectMany(t => t.Items("matchFields")).Where(f => f.Text("key") == "metadata.name").SelectMany(f => f.Texts("values")).FirstOrDefault();

    /// <summary>Binds a new pod's affinity to one node by name, in place of what the template asks about nodes' names.</summary>
    public static void AimAt(JsonObject pod, string node, string hash)
    {
        var spec = pod.Ensure("spec");
        AddTolerations(spec);
        pod.Ensure("metadata", "labels")[DaemonRevisions.HashLabel] = hash;
        JsonObject Field() => new() { ["key"] = "metadata.name", ["operator"] = "In", ["values"] = new JsonArray(node) };
        var terms = Terms(pod).Select(t => t.Copy()).ToArray();
        if (terms.Length == 0)
        {
            terms = [[]];
        }

        foreach (var term in terms)
        {
            term["matchFields"] = new JsonArray(Field());
        }

        spec.Ensure("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")["nodeSelectorTerms"] = terms.Select(t => (JsonNode?)t).ToJsonArray();
    }

    private static IEnumerable<JsonObject> Terms(JsonObject pod)
        => pod.Items("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms");

    private static void AddTolerations(JsonObject spec)
    {
        if (spec["tolerations"] is not JsonArray tolerations)
        {
            spec["tolerations"] = tolerations = [];
        }

        foreach (var (key, effect) in spec.Flag("hostNetwork") ? Tolerated.Append(("network-unavailable", "NoSchedule")) : Tolerated)
        {
            tolerations.Add(new JsonObject { ["key"] = "node.kubernetes.io/" + key, ["operator"] = "Exists", ["effect"] = effect });
        }
    }
}
