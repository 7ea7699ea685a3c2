using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>
/// A set with a past, by chance but the same for the same seed: how it was made, what was done to it, and what is wrong with it when
/// somebody comes and wants something.
/// </summary>
internal sealed class RandomWorld(OutcomeCluster cluster, Random random)
{
    public const string Set = "web";

    /// <summary>A set whose objects are named almost as the other's.</summary>
    public const string Neighbour = "web-1";

    private const string Mode = "demo.stateful-dashboard.io/mode";
    private static readonly WriteOptions Person = new("kubectl");
    private static readonly string[] Nodes = ["node-a", "node-b", "node-c"];
    private int images = 1;

    /// <summary>What was done, in words.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Makes the set, lets it live, and stops at some moment.</summary>
    public void Build()
    {
        if (random.Next(6) == 0)
        {
            Create(Neighbour, 2);
        }

        Create(Set, random.Next(8));
        Pass(random.Next(4) == 0 ? random.Next(3000) : 60_000);
        for (var step = random.Next(5); step > 0; step--)
        {
            Disturb();
            Pass(random.Next(4) switch { 0 => 0, 1 => random.Next(800), 2 => random.Next(5000), _ => 60_000 });
        }
    }

    public T Pick<T>(params T[] values) => values[random.Next(values.Length)];

    public int Next(int below) => random.Next(below);

    private void Pass(int milliseconds)
    {
        Told.Add($"{milliseconds / 1000.0} s pass");
        cluster.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
    }

    private void Create(string name, int replicas)
    {
        var policy = Pick("OrderedReady", "OrderedReady", "Parallel");
        var strategy = random.Next(5) == 0 ? """{"type":"OnDelete"}"""
            : $$"""{"type":"RollingUpdate","rollingUpdate":{"partition":{{(random.Next(3) == 0 ? random.Next(replicas + 2) : 0)}} } }""";
        var retention = $$"""{"whenDeleted":"{{Pick("Retain", "Delete")}}","whenScaled":"{{Pick("Retain", "Delete")}}"}""";
        var templates = string.Join(',', Enumerable.Range(0, Pick(0, 1, 1, 2)).Select(i =>
            $$$"""{"metadata":{"name":"{{{(i == 0 ? "data" : "wal")}}}"},"spec":{"storageClassName":"{{{Pick("standard", "standard", "wait", "retain")}}}","accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"} } } }"""));
        var start = Pick(0, 0, 1, 3);
        var minReady = Pick(0, 0, 0, 3);
        Told.Add($"create {name}: {replicas} from {start}, {policy}, {strategy}, {retention}, minReadySeconds {minReady}, claims of {templates.Split("metadata").Length - 1} templates");
        Make(ResourceKinds.StatefulSets, $$$"""
            {"metadata":{"name":"{{{name}}}"},"spec":{"serviceName":"{{{name}}}","replicas":{{{replicas}}},"minReadySeconds":{{{minReady}}},
             "ordinals":{"start":{{{start}}}},"podManagementPolicy":"{{{policy}}}","updateStrategy":{{{strategy}}},"persistentVolumeClaimRetentionPolicy":{{{retention}}},
             "selector":{"matchLabels":{"app":"{{{name}}}"}},"template":{"metadata":{"labels":{"app":"{{{name}}}"}},"spec":{"terminationGracePeriodSeconds":10,
             "containers":[{"name":"app","image":"example/app:1"}]}},"volumeClaimTemplates":[{{{templates}}}]}}
            """);
        if (random.Next(3) == 0)
        {
            Told.Add($"a budget of at most one for {name}");
            Make(ResourceKinds.DisruptionBudgets, $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"maxUnavailable":{{{random.Next(2)}}},"selector":{"matchLabels":{"app":"{{{name}}}"} } } }""");
        }
    }

    private void Disturb()
    {
        switch (random.Next(20))
        {
            case <= 4:
                Scale(random.Next(8));
                break;
            case 5 or 6 or 7:
                Template($"example/app:{++images}");
                break;
            case 8 or 9:
                Template(Pick("example/app:broken", "example/app:broken", "example/app:crash", "example/app:1"));
                break;
            case 10:
                var partition = random.Next(7);
                ChangeSet($"partition {partition}", spec =>
                {
                    if (spec.Text("updateStrategy", "type") == "RollingUpdate")
                    {
                        spec.Ensure("updateStrategy", "rollingUpdate")["partition"] = partition;
                    }
                });
                break;
            case 11:
                var (deleted, scaled) = (Pick("Retain", "Delete"), Pick("Retain", "Delete"));
                ChangeSet($"whenDeleted {deleted}, whenScaled {scaled}", spec => spec["persistentVolumeClaimRetentionPolicy"] = new JsonObject { ["whenDeleted"] = deleted, ["whenScaled"] = scaled });
                break;
            case 12:
                var start = random.Next(4);
                ChangeSet($"ordinals.start {start}", spec => spec["ordinals"] = new JsonObject { ["start"] = start });
                break;
            case 13:
                OnPod("delete", pod => cluster.Objects.Delete(ResourceKinds.Pods, pod.Namespace, pod.Name, new DeleteOptions()));
                break;
            case 14:
                var mode = Pick("notready", "notready", "fail", "crashloop");
                OnPod(mode, pod => Change(ResourceKinds.Pods, pod.Name, root => root.Ensure("metadata", "annotations")[Mode] = mode));
                break;
            case 15:
                OnPod("a finalizer on", pod => Change(ResourceKinds.Pods, pod.Name, root => root.Ensure("metadata")["finalizers"] = new JsonArray("example.com/hold")));
                break;
            case 16:
                var node = Pick(Nodes);
                Told.Add($"{node} dies");
                cluster.Objects.Modify(ResourceKinds.Nodes, "", node, null, Person, root =>
                {
                    root.Ensure("metadata", "annotations")["demo.stateful-dashboard.io/dead"] = "true";
                    return root;
                });
                break;
            case 17 or 18:
                OnClaim("delete", claim => cluster.Objects.Delete(ResourceKinds.Claims, claim.Namespace, claim.Name, new DeleteOptions()));
                break;
            default:
                OnClaim("somebody else controls", claim => Change(ResourceKinds.Claims, claim.Name, root => root.Ensure("metadata")["ownerReferences"] = new JsonArray(new JsonObject
                {
                    ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = "node-a", ["controller"] = true,
                    ["uid"] = cluster.Store.Get(ResourceKinds.Nodes, "", "node-a")!.Uid,
                })));
                break;
        }
    }

    private void Scale(int replicas) => ChangeSet($"scale to {replicas}", spec => spec["replicas"] = replicas);

    private void Template(string image) => ChangeSet(image, spec => spec.Items("template", "spec", "containers").First()["image"] = image);

    private void OnPod(string what, Action<StoredObject> act) => On(ResourceKinds.Pods, what, act);

    private void OnClaim(string what, Action<StoredObject> act) => On(ResourceKinds.Claims, what, act);

    private void On(ResourceKind kind, string what, Action<StoredObject> act)
    {
        if (cluster.Store.In(kind, OutcomeCluster.Namespace).ToArray() is { Length: > 0 } all)
        {
            var one = all[random.Next(all.Length)];
            Told.Add($"{what} {one.Name}");
            act(one);
        }
    }

    private void ChangeSet(string what, Action<JsonObject> change)
    {
        Told.Add(what);
        Change(ResourceKinds.StatefulSets, Set, root => change(root.Ensure("spec")));
    }

    private void Make(ResourceKind kind, string json) => cluster.Objects.Create(kind, OutcomeCluster.Namespace, (JsonObject)JsonNode.Parse(json)!, Person);

    private void Change(ResourceKind kind, string name, Action<JsonObject> change)
        => cluster.Objects.Modify(kind, OutcomeCluster.Namespace, name, null, Person, root =>
        {
            change(root);
            return root;
        });
}
