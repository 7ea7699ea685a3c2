using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers.StatefulSets;

/// <summary>Drives StatefulSets: adopts and releases pods, runs a pass, writes the status (kubernetes pkg/controller/statefulset).</summary>
internal sealed class StatefulSetController : Controller
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");
    private readonly Revisions revisions;
    private readonly StatefulSetControl control;

    public StatefulSetController(ObjectApi objects, DemoClock clock, ILogger logger)
        : base(objects, clock, logger)
    {
        revisions = new Revisions(objects);
        var retention = new ClaimRetention(objects);
        control = new StatefulSetControl(new StatefulPods(objects, retention), retention, objects.Gates);
    }

    public override ResourceKind[] Watched => [ResourceKinds.StatefulSets, ResourceKinds.Pods, ResourceKinds.Claims];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        if (change.Object.Kind == ResourceKinds.StatefulSets)
        {
            return [change.Object.Key];
        }

        if (change.Object.Kind == ResourceKinds.Claims)
        {
            // A pod is not made again while the claim of the one before it is going. Kubernetes does not watch claims and may leave such a set
            // waiting for its next change; here it goes on at once.
            return change.Type != ChangeType.Deleted ? [] : Store.In(ResourceKinds.StatefulSets, change.Object.Namespace)
                .Where(s => s.Root.Items("spec", "volumeClaimTemplates").Any(t => change.Object.Name.StartsWith($"{t.Text("metadata", "name")}-{s.Name}-", StringComparison.Ordinal))).Select(s => s.Key);
        }

        var owners = new[] { change.Object.Controller, change.Previous?.Controller }.Where(r => r.Text("kind") == "StatefulSet").ToArray();
        return owners.Length > 0
            ? owners.Select(r => StoredObject.KeyOf(change.Object.Namespace, r.Text("name")!)).Distinct()
            : Store.In(ResourceKinds.StatefulSets, change.Object.Namespace).Where(s => SetFacts.OrdinalOf(s.Name, change.Object.Name) >= 0).Select(s => s.Key);
    }

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.StatefulSets, @namespace, name) is not { } set)
        {
            return;
        }

        var now = Objects.Now;
        var pods = Claim(set);
        var history = revisions.ListOf(set);
        var (current, update, collisions) = revisions.Find(set, history);
        var status = StatefulSetStatus.Count(set, current.Name, update.Name, collisions, pods, now);
        try
        {
            control.Run(set, current, update, status, pods, now);
        }
        finally
        {
            WriteStatus(set, status);
        }

        revisions.Truncate(set, history, pods, current.Name, update.Name);
        ReturnWhenAvailable(set, pods, now);
    }

    private List<StoredObject> Claim(StoredObject set)
    {
        var selector = LabelSelector.From(set.Root.Object("spec", "selector"));
        List<StoredObject> own = [];
        foreach (var pod in Store.ControlledBy(ResourceKinds.Pods, set.Uid).Concat(Store.WithoutController(ResourceKinds.Pods, set.Namespace)).ToArray())
        {
            var isMember = SetFacts.OrdinalOf(set.Name, pod.Name) >= 0;
            if (pod.IsControlledBy(set.Uid))
            {
                if (selector.Matches(pod.Labels) && isMember)
                {
                    own.Add(pod);
                }
                else if (!set.IsTerminating)
                {
                    SetOwner(pod, null);
                }
            }
            else if (pod.ControllerUid is null && isMember && selector.Matches(pod.Labels) && !set.IsTerminating && !pod.IsTerminating)
            {
                own.Add(SetOwner(pod, set));
            }
        }

        return own;
    }

    private StoredObject SetOwner(StoredObject pod, StoredObject? set)
        => Objects.Modify(ResourceKinds.Pods, pod.Namespace, pod.Name, null, Writer, root =>
        {
            var references = root.Items("metadata", "ownerReferences").Where(r => !r.Flag("controller")).Select(r => (JsonNode?)r.Copy()).ToJsonArray();
            root.Ensure("metadata").Remove("ownerReferences");
            if (set is not null)
            {
                references.Add(set.OwnerReference());
            }

            if (references.Count > 0)
            {
                root.Ensure("metadata")["ownerReferences"] = references;
            }

            return root;
        });

    private void WriteStatus(StoredObject set, StatefulSetStatus status)
    {
        status.CompleteRollingUpdate(set.Root);
        if (Store.Get(ResourceKinds.StatefulSets, set.Namespace, set.Name)?.Uid != set.Uid)
        {
            return;
        }

        Objects.Modify(ResourceKinds.StatefulSets, set.Namespace, set.Name, "status", Writer, root =>
        {
            var json = status.ToJson();
            if (root["status"] is JsonObject old && json.All(e => e.Value.SameAs(old[e.Key])) && old.Count == json.Count)
            {
                return root;
            }

            root["status"] = json;
            return root;
        });
    }

    private void ReturnWhenAvailable(StoredObject set, List<StoredObject> pods, DateTimeOffset now)
    {
        var minReady = set.Root.Number("spec", "minReadySeconds") ?? 0;
        if (minReady > 0 && pods.Where(p => p.IsRunningAndReady() && !p.IsAvailable(minReady, now)).Min(p => p.AvailableAt(minReady)) is { } at)
        {
            // real time, not demo time: clients reckon availability from the timestamps
            Clock.AfterReal(at - now, () => AgainNow(set.Key));
        }
    }
}
