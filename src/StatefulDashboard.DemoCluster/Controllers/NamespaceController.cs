using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>Gives a namespace its default account and root certificate, and empties one that is deleted.</summary>
internal sealed class NamespaceController(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    public override ResourceKind[] Watched => ResourceKinds.All;

    protected override IEnumerable<string> KeysFor(StoreChange change)
        => change.Object.Kind == ResourceKinds.Namespaces ? [change.Object.Key]
            : change.Type == ChangeType.Deleted && Store.Get(ResourceKinds.Namespaces, "", change.Object.Namespace) is { IsTerminating: true } home ? [home.Key] : [];

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.Namespaces, "", name) is not { } home)
        {
            return;
        }

        if (!home.IsTerminating)
        {
            Ensure(ResourceKinds.ServiceAccounts, name, "default", []);
            Ensure(ResourceKinds.ConfigMaps, name, "kube-root-ca.crt", new JsonObject { ["data"] = new JsonObject { ["ca.crt"] = "" } });
            return;
        }

        var left = 0;
        foreach (var o in ResourceKinds.All.Where(k => k.Namespaced).SelectMany(k => Store.In(k, name)).ToArray())
        {
            left++;
            if (!o.IsTerminating && Objects.Delete(o.Kind, name, o.Name, new DeleteOptions(Propagation: "Background")).Gone)
            {
                left--;
            }
        }

        if (left == 0)
        {
            Objects.Modify(ResourceKinds.Namespaces, "", name, null, Writer, root =>
            {
                root.Ensure("spec")["finalizers"] = new JsonArray();
                return root;
            });
        }
    }

    private void Ensure(ResourceKind kind, string @namespace, string name, JsonObject content)
    {
        if (Store.Get(kind, @namespace, name) is null)
        {
            content["metadata"] = new JsonObject { ["name"] = name };
            Objects.Create(kind, @namespace, content, Writer);
        }
    }
}
