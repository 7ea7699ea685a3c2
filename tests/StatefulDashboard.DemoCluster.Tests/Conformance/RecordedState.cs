using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Tests.Conformance;

/// <summary>The state of a scenario's namespace at one moment, as <see cref="RecordedRun"/> compares it.</summary>
internal static class RecordedState
{
    public static JsonObject Tell(IReadOnlyDictionary<(string Kind, string Name), JsonNode> objects, Func<string?, string> revision)
    {
        JsonObject state = [];
        foreach (var ((kind, name), o) in objects.OrderBy(e => e.Key.Kind, StringComparer.Ordinal).ThenBy(e => e.Key.Name, StringComparer.Ordinal))
        {
            switch (kind)
            {
                case "statefulsets":
                    state["set " + name] = Set(o, revision);
                    break;
                case "pods":
                    state["pod " + name] = Pod(o, revision);
                    break;
                case "persistentvolumeclaims":
                    state["claim " + name] = new JsonObject { ["is"] = Claim(o), ["finalizers"] = Copy(o, "finalizers"), ["labels"] = o.At("metadata", "labels")?.DeepClone() ?? new JsonObject() };
                    break;
                case "controllerrevisions":
                    state["revision " + revision(name)] = o["revision"]!.DeepClone();
                    break;
                case "poddisruptionbudgets":
                    state["budget " + name] = Counters(o, "disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods");
                    break;
                case "endpointslices":
                    Endpoints(state, o);
                    break;
                default:
                    break;
            }
        }

        return state;
    }

    public static string Claim(JsonNode o)
    {
        var owners = string.Join('+', o.Items("metadata", "ownerReferences").Select(r => r.Text("kind")).Order(StringComparer.Ordinal));
        var size = $"{o.Text("spec", "resources", "requests", "storage")}/{o.Text("status", "capacity", "storage") ?? "-"}";
        return string.Join(' ', new[] { o.Text("status", "phase"), size, owners.Length > 0 ? "owned by " + owners : "", RecordedRun.IsTerminating(o) ? "terminating" : "" }.Where(t => !string.IsNullOrEmpty(t)));
    }

    private static JsonObject Set(JsonNode o, Func<string?, string> revision)
    {
        var told = Counters(o, "replicas", "readyReplicas", "availableReplicas", "currentReplicas", "updatedReplicas");
        told["current"] = revision(o.Text("status", "currentRevision"));
        told["update"] = revision(o.Text("status", "updateRevision"));
        told["generation"] = o.Number("metadata", "generation");
        told["observed"] = o.Number("status", "observedGeneration");
        told["finalizers"] = Copy(o, "finalizers");
        return told;
    }

    private static JsonObject Pod(JsonNode o, Func<string?, string> revision) => new()
    {
        ["ready"] = RecordedRun.IsReady(o), ["terminating"] = RecordedRun.IsTerminating(o), ["ended"] = RecordedRun.IsEnded(o), ["phase"] = o.Text("status", "phase"),
        ["revision"] = revision(o.Text("metadata", "labels", "controller-revision-hash")),
        ["owners"] = Sorted(o.Items("metadata", "ownerReferences").Select(r => $"{r.Text("kind")}/{r.Text("name")}")),
        ["hostname"] = o.Text("spec", "hostname"), ["subdomain"] = o.Text("spec", "subdomain"), ["index"] = o.Text("metadata", "labels", "apps.kubernetes.io/pod-index"),
        ["waiting"] = Sorted(o.Items("status", "containerStatuses").Select(c => c.Text("state", "waiting", "reason")).OfType<string>().Select(w => w.Contains("Pull", StringComparison.Ordinal) ? "pull" : w)),
        ["claims"] = Sorted(o.Items("spec", "volumes").Select(v => v.Text("persistentVolumeClaim", "claimName")).OfType<string>()),
    };

    private static void Endpoints(JsonObject state, JsonNode o)
    {
        var key = "endpoints of " + o.Text("metadata", "labels", "kubernetes.io/service-name");
        var lines = state[key] is JsonArray known ? known.Select(n => (string)n!).ToList() : [];
        lines.AddRange(o.Items("endpoints").Select(e =>
            $"{e.Text("hostname") ?? "-"} {e.Text("targetRef", "name")} ready={e["conditions"]?["ready"]} serving={e["conditions"]?["serving"]} terminating={e["conditions"]?["terminating"]}"));
        state[key] = Sorted(lines);
    }

    private static JsonObject Counters(JsonNode o, params ReadOnlySpan<string> names)
    {
        JsonObject counters = [];
        foreach (var name in names)
        {
            counters[name] = o.Number("status", name) ?? 0;
        }

        return counters;
    }

    private static JsonNode Copy(JsonNode o, string part) => o.At("metadata", part)?.DeepClone() ?? new JsonArray();

    private static JsonArray Sorted(IEnumerable<string> texts) => new([.. texts.Order(StringComparer.Ordinal).Select(t => (JsonNode)t)]);
}
