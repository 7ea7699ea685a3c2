using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>Keeps as many pods as a ReplicaSet asks for, and its status (kubernetes pkg/controller/replicaset).</summary>
internal sealed class ReplicaSetController(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    private const int MostAtOnce = 500;
    private static readonly WriteOptions Writer = new("kube-controller-manager");
    private readonly ControlledPods control = new(objects, "replicaset-controller");

    public override ResourceKind[] Watched => [ResourceKinds.ReplicaSets, ResourceKinds.Pods];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var o = change.Object;
        if (o.Kind == ResourceKinds.ReplicaSets)
        {
            return [o.Key];
        }

        var owners = new[] { o.Controller, change.Previous?.Controller }.OfType<JsonObject>().ToArray();
        return owners.Length > 0
            ? owners.Where(r => r.Text("kind") == "ReplicaSet").Select(r => StoredObject.KeyOf(o.Namespace, r.Text("name")!)).Distinct()
            : change.Type == ChangeType.Deleted ? []
            : Store.In(ResourceKinds.ReplicaSets, o.Namespace).Where(s => LabelSelector.From(s.Root.Object("spec", "selector")).Matches(o.Labels)).Select(s => s.Key);
    }

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.ReplicaSets, @namespace, name) is not { } set)
        {
            return;
        }

        var all = control.Claim(set);
        var active = all.Where(p => !p.IsTerminating && !p.IsEnded()).ToList();
        ApiException? failure = null;
        if (!set.IsTerminating)
        {
            try
            {
                Manage(set, active);
            }
            catch (ApiException refusal)
            {
                failure = refusal;
            }
        }

        WriteStatus(set, active, all.Count(p => p.IsTerminating && !p.IsEnded()), failure);
        ReturnWhenAvailable(set, active);
        if (failure is not null)
        {
            throw failure;
        }
    }

    private void Manage(StoredObject set, List<StoredObject> active)
    {
        var missing = (set.Root.Number("spec", "replicas") ?? 0) - active.Count;
        for (var i = 0; i < Math.Min(missing, MostAtOnce); i++)
        {
            control.Create(set);
        }

        if (missing < 0)
        {
            foreach (var pod in DeletionOrder.Of(active).Take((int)Math.Min(-missing, MostAtOnce)))
            {
                control.Delete(set, pod);
            }
        }
    }

    private void WriteStatus(StoredObject set, List<StoredObject> active, int terminating, ApiException? failure)
    {
        var now = Objects.Now;
        var minReady = set.Root.Number("spec", "minReadySeconds") ?? 0;
        var labels = set.Root.Object("spec", "template", "metadata", "labels") ?? [];
        Objects.Modify(ResourceKinds.ReplicaSets, set.Namespace, set.Name, "status", Writer, root =>
        {
            var status = new JsonObject { ["replicas"] = active.Count };
            PutUnlessZero(status, "fullyLabeledReplicas", active.Count(p => p.Labels.MatchesLabels(labels)));
            PutUnlessZero(status, "readyReplicas", active.Count(p => p.IsReady()));
            PutUnlessZero(status, "availableReplicas", active.Count(p => p.IsAvailable(minReady, now)));
            status["terminatingReplicas"] = terminating;
            status["observedGeneration"] = set.Root.Number("metadata", "generation");
            if (failure is not null)
            {
                var old = root.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == "ReplicaFailure" && c.Text("reason") == "FailedCreate");
                status["conditions"] = new JsonArray(old?.Copy() ?? new JsonObject
                {
                    ["type"] = "ReplicaFailure", ["status"] = "True", ["lastTransitionTime"] = now.ToStamp(), ["reason"] = "FailedCreate", ["message"] = failure.Message,
                });
            }

            root["status"] = status;
            return root;
        });
    }

    private static void PutUnlessZero(JsonObject status, string field, int count)
    {
        if (count > 0)
        {
            status[field] = count;
        }
    }

    private void ReturnWhenAvailable(StoredObject set, List<StoredObject> active)
    {
        var minReady = set.Root.Number("spec", "minReadySeconds") ?? 0;
        if (minReady > 0 && active.Where(p => p.IsRunningAndReady() && !p.IsAvailable(minReady, Objects.Now)).Min(p => p.AvailableAt(minReady)) is { } at)
        {
            Clock.AfterReal(at - Objects.Now, () => AgainNow(set.Key));
        }
    }
}
