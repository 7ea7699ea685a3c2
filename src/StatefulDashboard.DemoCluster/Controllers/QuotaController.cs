using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>Keeps the status of ResourceQuotas: what is allowed and what is used (kubernetes pkg/controller/resourcequota).</summary>
internal sealed class QuotaController(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    public override ResourceKind[] Watched { get; } = [.. ResourceKinds.All.Where(k => k.Namespaced && k != ResourceKinds.Events && k != ResourceKinds.EndpointSlices && k != ResourceKinds.Leases)];

    protected override IEnumerable<string> KeysFor(StoreChange change)
        => change.Object.Kind == ResourceKinds.ResourceQuotas ? [change.Object.Key] : Store.In(ResourceKinds.ResourceQuotas, change.Object.Namespace).Select(q => q.Key);

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.ResourceQuotas, @namespace, name) is not { } quota)
        {
            return;
        }

        var hard = quota.Root.Object("spec", "hard") ?? [];
        var used = QuotaUsage.Used(Store, @namespace, hard.Select(e => e.Key));
        Objects.Modify(ResourceKinds.ResourceQuotas, @namespace, name, "status", Writer, root =>
        {
            root["status"] = new JsonObject
            {
                ["hard"] = hard.Copy(),
                ["used"] = new JsonObject(used.OrderBy(u => u.Key, StringComparer.Ordinal).Select(u => KeyValuePair.Create(u.Key, (JsonNode?)QuotaUsage.Format(u.Key, u.Value)))),
            };
            return root;
        });
    }
}
