using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Tests.Conformance;

/// <summary>
/// What a recording shows, told without hashes, uids, addresses and times, a period for each stretch between two waits of the scenario.
/// The rules are those of tests/tools/compare_recordings.py.
/// </summary>
internal sealed partial class RecordedRun
{
    private static readonly HashSet<string> ComparedReasons = new(StringComparer.Ordinal)
    {
        "SuccessfulCreate", "SuccessfulDelete", "SuccessfulUpdate", "FailedCreate", "FailedDelete", "FailedUpdate", "RecreatingFailedPod",
        "RecreatingTerminatedPod", "WaitForFirstConsumer", "FailedBinding",
    };

    private readonly Dictionary<string, string> revisions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Name), JsonNode> objects = [];
    private readonly Dictionary<string, string?> lastClaimStates = new(StringComparer.Ordinal);
    private readonly HashSet<string> toldReasons = new(StringComparer.Ordinal);
    private readonly Recording recording;
    private readonly string home;
    private bool isOrdered = true;
    private bool isDeleting;

    private RecordedRun(Recording recording)
    {
        this.recording = recording;
        home = (string)recording.Scenario["namespace"]!;
        foreach (var e in recording.Events.Where(e => (string)e["resource"]! == "controllerrevisions" && (string)e["type"]! == "ADDED"))
        {
            revisions.TryAdd(e.Text("object", "metadata", "name")!, $"r{revisions.Count + 1}");
        }
    }

    /// <summary>The answers to the requests, and what happened in each period.</summary>
    public static JsonObject Tell(Recording recording)
    {
        var run = new RecordedRun(recording);
        return new JsonObject
        {
            ["requests"] = new JsonArray([.. run.Answers().Select(a => (JsonNode)a)]),
            ["periods"] = new JsonArray([.. run.Periods().Select(p => (JsonNode)run.Tell(p))]),
        };
    }

    private IEnumerable<List<JsonObject>> Periods()
    {
        var steps = recording.Scenario["steps"]!.AsArray();
        var marks = steps.Where((s, i) => s!["wait"] is not null && (i + 1 == steps.Count || steps[i + 1]!["method"] is not null)).Select(s => (long)s!["t"]!).ToList();
        marks[^1] = long.MaxValue;
        var left = new Queue<JsonObject>(recording.Events);
        foreach (var mark in marks)
        {
            List<JsonObject> period = [];
            while (left.TryPeek(out var e) && (long)e["t"]! <= mark)
            {
                period.Add(left.Dequeue());
            }

            yield return period;
        }
    }

    private JsonObject Tell(List<JsonObject> period)
    {
        List<string> pods = [];
        SortedSet<string> reasons = new(StringComparer.Ordinal);
        SortedDictionary<string, List<string>> claims = new(StringComparer.Ordinal);
        foreach (var e in period)
        {
            var (o, kind, type) = (e["object"]!, (string)e["resource"]!, (string)e["type"]!);
            var name = o.Text("metadata", "name")!;
            var before = objects.GetValueOrDefault((kind, name));
            if (type == "DELETED")
            {
                objects.Remove((kind, name));
            }
            else
            {
                objects[(kind, name)] = o;
            }

            switch (kind)
            {
                case "statefulsets":
                    isOrdered = (o.Text("spec", "podManagementPolicy") ?? "OrderedReady") == "OrderedReady";
                    isDeleting = (isDeleting && type != "ADDED") || type == "DELETED" || IsTerminating(o);
                    break;
                case "pods":
                    pods.AddRange(Milestones(type, name, before, o));
                    break;
                case "persistentvolumeclaims":
                    Claim(type, name, o, claims);
                    break;
                case "events":
                    Reason(o, reasons);
                    break;
                default:
                    break;
            }
        }

        var isExact = isOrdered && !isDeleting;
        return new JsonObject
        {
            [isExact ? "pods, in order" : "pods, in any order"] = Array(isExact ? pods : pods.Order(StringComparer.Ordinal)),
            ["claims"] = new JsonObject(claims.Where(c => c.Value.Count > 0).Select(c => KeyValuePair.Create(c.Key, (JsonNode?)Array(c.Value)))),
            ["reasons"] = Array(reasons),
            ["state"] = RecordedState.Tell(objects, Revision),
        };
    }

    private IEnumerable<string> Milestones(string type, string name, JsonNode? before, JsonNode pod)
    {
        if (type == "DELETED")
        {
            yield return $"{name} deleted";
            yield break;
        }

        var was = before.Text("metadata", "uid") == pod.Text("metadata", "uid") ? before : null;
        if (was is null)
        {
            yield return $"{name} created on {Revision(pod.Text("metadata", "labels", "controller-revision-hash"))}";
        }

        var (wasReady, isReady) = (was is not null && IsReady(was), IsReady(pod));
        if (isReady != wasReady && !IsEnded(pod) && !IsTerminating(pod))
        {
            yield return $"{name} {(isReady ? "ready" : "not ready")}";
        }

        if (IsTerminating(pod) && !(was is not null && IsTerminating(was)))
        {
            yield return $"{name} terminating";
        }

        if (IsEnded(pod) && !(was is not null && IsEnded(was)) && !IsTerminating(pod))
        {
            yield return $"{name} ended";
        }
    }

    private void Claim(string type, string name, JsonNode claim, SortedDictionary<string, List<string>> claims)
    {
        var state = type == "DELETED" ? "deleted" : RecordedState.Claim(claim);
        if (!claims.TryGetValue(name, out var told))
        {
            claims[name] = told = [];
        }

        if ((told.Count == 0 || told[^1] != state) && (type == "DELETED" || lastClaimStates.GetValueOrDefault(name) != state))
        {
            told.Add(state);
        }

        lastClaimStates[name] = type == "DELETED" ? null : state;
    }

    private void Reason(JsonNode e, SortedSet<string> reasons)
    {
        if (e.Text("reason") is not { } reason || !ComparedReasons.Contains(reason))
        {
            return;
        }

        var about = e["involvedObject"] ?? e["regarding"];
        var text = Clean(e.Text("message") ?? e.Text("note") ?? "");
        // ordinals become N: Kubernetes folds many similar Events into one, and which of them depends on timing
        var item = Ordinal().Replace($"{about.Text("kind")} {about.Text("name")}: {reason}: {text}", "-N");
        if (!text.Contains("object has been modified", StringComparison.Ordinal) && !text.Contains("combined from similar", StringComparison.Ordinal) && toldReasons.Add(item))
        {
            reasons.Add(item);
        }
    }

    private IEnumerable<string> Answers()
    {
        foreach (var request in recording.Scenario["steps"]!.AsArray().Where(s => s!["method"] is not null))
        {
            var item = $"{(string)request!["method"]!} {Clean((string)request["path"]!)} -> {(int)request["status"]!}";
            if ((int)request["status"]! >= 400)
            {
                var message = Clean(request.Text("answer", "message") ?? "");
                item += $" {request.Text("answer", "reason")}: {message[..Math.Min(120, message.Length)]}";
            }

            yield return item;
        }
    }

    private string Revision(string? name) => string.IsNullOrEmpty(name) ? "-" : revisions.GetValueOrDefault(name, "?");

    private string Clean(string text)
    {
        text = text.Replace(home, "NS", StringComparison.Ordinal);
        foreach (var (full, shortName) in revisions)
        {
            text = text.Replace(full, shortName, StringComparison.Ordinal);
        }

        return Uid().Replace(text, "uid");
    }

    internal static bool IsReady(JsonNode pod) => pod.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == "Ready").Text("status") == "True";

    internal static bool IsEnded(JsonNode pod) => pod.Text("status", "phase") is "Succeeded" or "Failed";

    internal static bool IsTerminating(JsonNode o) => o.Text("metadata", "deletionTimestamp") is not null;

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    [GeneratedRegex(@"-\d+\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"\b[0-9a-f]{8}-[0-9a-f-]{27}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Uid();
}
