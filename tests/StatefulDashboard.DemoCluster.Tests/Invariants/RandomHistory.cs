using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Invariants;

/// <summary>What people and machines do to a few StatefulSets, by chance but the same for the same seed: scales, templates, partitions, deletions, dying nodes.</summary>
internal sealed class RandomHistory(BareCluster cluster, InvariantWatch watch, Random random)
{
    private static readonly string[] Names = ["web", "db", "log"];
    private static readonly string[] Nodes = ["node-a", "node-b", "node-c"];
    private static readonly string[] Images = ["example/app:1", "example/app:2", "example/app:3", "example/app:broken", "example/app:crash"];

    private TimeSpan pause;

    public List<string> Told { get; } = [];

    public void Step()
    {
        pause = TimeSpan.FromMilliseconds(random.Next(5) switch { 0 => 0, 1 => random.Next(50), 2 => random.Next(400), 3 => random.Next(2000), _ => random.Next(6000) });
        var name = Pick(Names);
        watch.Acting(() =>
        {
            if (cluster.Set(name) is not { } set)
            {
                Create(name);
            }
            else
            {
                Disturb(set);
            }
        });
        cluster.Time.Advance(pause);
    }

    /// <summary>Takes back everything that keeps a set from becoming whole; pods that only a deletion can help are deleted, as a person would.</summary>
    public void EndFaults()
    {
        watch.Acting(() =>
        {
            foreach (var node in Nodes)
            {
                cluster.Change(ResourceKinds.Nodes, node, root =>
                {
                    root.Object("metadata", "annotations")?.Remove("demo.stateful-dashboard.io/dead");
                    root.Ensure("spec").Remove("unschedulable");
                });
            }

            foreach (var set in Names.Select(cluster.Set).OfType<StoredObject>().Where(s => !s.IsTerminating))
            {
                // below a partition pods would come back on the old template, which may be a broken one
                Partition(set, 0);
                Template(set, "example/app:9");
            }
        });
        for (var round = 0; round < 12; round++)
        {
            cluster.Time.Advance(TimeSpan.FromSeconds(30));
            watch.Acting(() =>
            {
                foreach (var pod in cluster.Pods.Where(p => !p.IsTerminating && p.Root.Items("spec", "containers").First().Text("image") != "example/app:9").Where(IsStuck).ToArray())
                {
                    cluster.Objects.Delete(ResourceKinds.Pods, "default", pod.Name, new DeleteOptions());
                }
            });
        }

        cluster.Time.Advance(TimeSpan.FromMinutes(1));
    }

    private static bool IsStuck(StoredObject pod)
        => pod.Root.Text("metadata", "annotations", "demo.stateful-dashboard.io/mode") is not null
            || pod.Root.Items("status", "conditions").All(c => c.Text("type") != "Ready" || c.Text("status") != "True");

    private void Create(string name)
    {
        var policy = Pick("OrderedReady", "OrderedReady", "Parallel");
        var partition = random.Next(3) == 0 ? random.Next(4) : 0;
        var strategy = random.Next(4) == 0 ? """{"type":"OnDelete"}""" : $$$"""{"type":"RollingUpdate","rollingUpdate":{"partition":{{{partition}}} } }""";
        var retention = $$"""{"whenDeleted":"{{Pick("Retain", "Delete")}}","whenScaled":"{{Pick("Retain", "Delete")}}"}""";
        var templates = string.Join(',', Enumerable.Range(0, random.Next(3)).Select(i =>
            $$$"""{"metadata":{"name":"{{{(i == 0 ? "data" : "wal")}}}"},"spec":{"storageClassName":"{{{Pick("standard", "standard", "wait", "retain")}}}","accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"} } } }"""));
        var start = random.Next(3) == 0 ? random.Next(4) : 0;
        var replicas = random.Next(6);
        Told.Add($"create {name}: {replicas} from {start}, {policy}, {strategy}, {retention}, {templates.Count(c => c == ',')}");
        cluster.Create(ResourceKinds.StatefulSets, $$$"""
            {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"{{{name}}}"},"spec":{"serviceName":"{{{name}}}","replicas":{{{replicas}}},"minReadySeconds":{{{random.Next(3)}}},
             "ordinals":{"start":{{{start}}}},"podManagementPolicy":"{{{policy}}}","updateStrategy":{{{strategy}}},"persistentVolumeClaimRetentionPolicy":{{{retention}}},
             "selector":{"matchLabels":{"app":"{{{name}}}"}},"template":{"metadata":{"labels":{"app":"{{{name}}}"}},"spec":{"terminationGracePeriodSeconds":10,
             "containers":[{"name":"app","image":"example/app:1"}]}},"volumeClaimTemplates":[{{{templates}}}]}}
            """);
    }

    private void Disturb(StoredObject set)
    {
        switch (random.Next(16))
        {
            case 0 or 1 or 2:
                var replicas = random.Next(7);
                Change(set, $"scale to {replicas}", spec => spec["replicas"] = replicas);
                break;
            case 3 or 4:
                Template(set, Pick(Images));
                break;
            case 5:
                Partition(set, random.Next(5));
                break;
            case 6:
                var policy = (Deleted: Pick("Retain", "Delete"), Scaled: Pick("Retain", "Delete"));
                Change(set, $"retention {policy}", spec => spec["persistentVolumeClaimRetentionPolicy"] = new JsonObject { ["whenDeleted"] = policy.Deleted, ["whenScaled"] = policy.Scaled });
                break;
            case 7:
                var start = random.Next(4);
                Change(set, $"start {start}", spec => spec["ordinals"] = new JsonObject { ["start"] = start });
                break;
            case 8 or 9:
                Pod(pod => cluster.Objects.Delete(ResourceKinds.Pods, "default", pod.Name, new DeleteOptions(GraceSeconds: random.Next(4) == 0 ? 0 : null)), "delete");
                break;
            case 10:
                var mode = Pick("notready", "fail", "complete", "crashloop", "run");
                Pod(pod => cluster.Change(ResourceKinds.Pods, pod.Name, root => root.Ensure("metadata", "annotations")["demo.stateful-dashboard.io/mode"] = mode), mode);
                break;
            case 11 or 12:
                Node();
                break;
            case 13:
                DeleteClaim();
                break;
            case 14 when random.Next(2) == 0:
                var propagation = Pick("Background", "Foreground", "Orphan");
                Told.Add($"delete {set.Name} {propagation}");
                cluster.Objects.Delete(ResourceKinds.StatefulSets, "default", set.Name, new DeleteOptions(Propagation: propagation));
                break;
            default:
                Told.Add("wait");
                pause = TimeSpan.FromSeconds(random.Next(20));
                break;
        }
    }

    private void Node()
    {
        var (node, isDead, isCordoned) = (Pick(Nodes), random.Next(2) == 0, random.Next(3) == 0);
        Told.Add($"{node}: dead {isDead}, cordoned {isCordoned}");
        cluster.Change(ResourceKinds.Nodes, node, root =>
        {
            root.Ensure("metadata", "annotations")["demo.stateful-dashboard.io/dead"] = isDead ? "true" : "false";
            root.Ensure("spec").Remove("unschedulable");
            if (isCordoned)
            {
                root.Ensure("spec")["unschedulable"] = true;
            }
        });
    }

    private void DeleteClaim()
    {
        if (cluster.Store.In(ResourceKinds.Claims, "default").ToArray() is { Length: > 0 } claims)
        {
            var claim = claims[random.Next(claims.Length)];
            Told.Add($"delete {claim.Name}");
            cluster.Objects.Delete(ResourceKinds.Claims, "default", claim.Name, new DeleteOptions());
        }
    }

    private void Pod(Action<StoredObject> act, string what)
    {
        if (cluster.Pods.ToArray() is { Length: > 0 } pods)
        {
            var pod = pods[random.Next(pods.Length)];
            Told.Add($"{what} {pod.Name}");
            act(pod);
        }
    }

    private void Partition(StoredObject set, int partition) => Change(set, $"partition {partition}", spec =>
    {
        if (spec.Text("updateStrategy", "type") == "RollingUpdate")
        {
            spec.Ensure("updateStrategy", "rollingUpdate")["partition"] = partition;
        }
    });

    private void Template(StoredObject set, string image)
        => Change(set, image, spec => spec.Items("template", "spec", "containers").First()["image"] = image);

    private void Change(StoredObject set, string what, Action<JsonObject> change)
    {
        Told.Add($"{set.Name}: {what}");
        cluster.Change(ResourceKinds.StatefulSets, set.Name, root => change(root.Ensure("spec")));
    }

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];
}
