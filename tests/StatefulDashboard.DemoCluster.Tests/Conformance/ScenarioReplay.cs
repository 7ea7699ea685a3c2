using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Conformance;

/// <summary>
/// Plays the requests of a recorded scenario against an empty demo cluster in virtual time, over its socket, and records what happens in the
/// recordings' own format. Requests keep the pauses between them; waits last until what they wait for is there.
/// </summary>
internal sealed class ScenarioReplay
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly HashSet<ResourceKind> Recorded =
    [
        ResourceKinds.StatefulSets, ResourceKinds.ControllerRevisions, ResourceKinds.Pods, ResourceKinds.Claims, ResourceKinds.Services,
        ResourceKinds.EndpointSlices, ResourceKinds.DisruptionBudgets, ResourceKinds.Events, ResourceKinds.Volumes,
    ];

    private readonly VirtualTime time = new();
    private readonly JsonObject scenario;
    private readonly string home;
    private readonly List<JsonObject> events = [];
    private readonly List<JsonNode> steps = [];
    private TimeSpan lastChange;
    private long lastStep;

    private ScenarioReplay(JsonObject scenario)
    {
        this.scenario = scenario;
        home = (string)scenario["namespace"]!;
    }

    /// <summary>Plays a scenario; the answer is its recording, scenario.json and the lines of events.jsonl.</summary>
    public static async Task<Recording> PlayAsync(JsonObject scenario)
    {
        var replay = new ScenarioReplay(scenario);
        await replay.RunAsync();
        var played = (JsonObject)scenario.DeepClone();
        played["steps"] = new JsonArray([.. replay.steps]);
        return new Recording(played, replay.events);
    }

    private async Task RunAsync()
    {
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions { Seed = "empty", Clock = time, RandomSeed = 1 });
        await cluster.PostAsync("/api/v1/namespaces", $$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{home}}}"}}""");
        time.Advance(TimeSpan.FromMilliseconds(400));
        cluster.Host.Objects.Store.Listen(Record);
        foreach (var step in scenario["steps"]!.AsArray().Cast<JsonObject>())
        {
            if (step["wait"] is { } wait)
            {
                Wait(cluster, (string)wait!, (long)step["t"]!);
                steps.Add(new JsonObject { ["t"] = Now, ["wait"] = (string)wait! });
                // what the next request does must not fall into the millisecond of the wait
                time.Advance(TimeSpan.FromMilliseconds(2));
            }
            else
            {
                time.Advance(TimeSpan.FromMilliseconds(Math.Clamp((long)step["t"]! - lastStep, 0, 10_000)));
                await RequestAsync(cluster, step);
            }

            lastStep = (long)step["t"]!;
        }
    }

    private long Now => (long)time.Elapsed.TotalMilliseconds;

    private async Task RequestAsync(TestCluster cluster, JsonObject step)
    {
        var body = step["body"]?.ToJsonString().Replace("fakelet/", "demo.stateful-dashboard.io/", StringComparison.Ordinal);
        var at = Now;
        var (code, answer) = await cluster.SendAsync((string)step["method"]!, (string)step["path"]!, body, (string?)step["contentType"] ?? "application/json");
        time.Settle();
        var played = (JsonObject)step.DeepClone();
        played["t"] = at;
        played["status"] = (int)code;
        played.Remove("answer");
        if (step.ContainsKey("answer") || (int)code >= 400)
        {
            played["answer"] = answer.DeepClone();
        }

        steps.Add(played);
    }

    private void Wait(TestCluster cluster, string what, long recordedAt)
    {
        switch (what)
        {
            case "nothing changes any more":
                while (time.Elapsed - lastChange < Quiet)
                {
                    time.Advance(TimeSpan.FromMilliseconds(50));
                }

                break;
            case "the rollout is stuck" or "it is still stuck" or "nothing comes up":
                // these waits are a span of time, not a condition
                time.Advance(TimeSpan.FromMilliseconds(recordedAt - lastStep));
                break;
            case "three available":
                time.RunUntil(() => Status(cluster, "availableReplicas") == 3, Patience).ShouldBeTrue(what);
                break;
            default:
                what.ShouldEndWith("ready replicas and nothing left to do");
                time.RunUntil(Steady(cluster, int.Parse(what.Split(' ')[2], CultureInfo.InvariantCulture)), Patience).ShouldBeTrue(what);
                break;
        }
    }

    private Func<bool> Steady(TestCluster cluster, int replicas) => () =>
    {
        var set = cluster.Host.Objects.Store.Get(ResourceKinds.StatefulSets, home, "web")!.Root;
        return Status(cluster, "readyReplicas") == replicas && Status(cluster, "replicas") == replicas
            && set.Number("status", "observedGeneration") == set.Number("metadata", "generation");
    };

    private long Status(TestCluster cluster, string counter)
        => cluster.Host.Objects.Store.Get(ResourceKinds.StatefulSets, home, "web")?.Root.Number("status", counter) ?? 0;

    private void Record(StoreChange change)
    {
        var o = change.Object;
        var isOurs = o.Namespace == home || (o.Kind == ResourceKinds.Volumes && o.Root.Text("spec", "claimRef", "namespace") == home);
        if (!isOurs || !Recorded.Contains(o.Kind))
        {
            return;
        }

        lastChange = time.Elapsed;
        var copy = o.Root.Copy();
        copy.Ensure("metadata").Remove("managedFields");
        events.Add(new JsonObject { ["t"] = Now, ["resource"] = o.Kind.Plural, ["type"] = change.Type.ToString().ToUpperInvariant(), ["object"] = copy });
    }
}

/// <summary>A recording: the scenario with the answers that it got, and every watch event.</summary>
internal sealed record Recording(JsonObject Scenario, IReadOnlyList<JsonObject> Events)
{
    public static Recording Load(string folder) => new(
        (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "scenario.json")))!,
        [.. File.ReadLines(Path.Combine(folder, "events.jsonl")).Select(line => (JsonObject)JsonNode.Parse(line)!)]);

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "scenario.json"), Scenario.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        File.WriteAllLines(Path.Combine(folder, "events.jsonl"), Events.Select(e => e.ToJsonString()));
    }
}
