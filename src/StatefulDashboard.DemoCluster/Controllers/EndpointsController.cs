using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>The older Endpoints object of each Service with a selector, beside its slices (kubernetes pkg/controller/endpoint); at most 1000 addresses.</summary>
internal sealed class EndpointsController(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    private const int MostAddresses = 1000;
    private static readonly WriteOptions Writer = new("kube-controller-manager");
    private readonly SelectorIndex services = new();

    public override ResourceKind[] Watched => [ResourceKinds.Services, ResourceKinds.Pods, ResourceKinds.Endpoints];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var o = change.Object;
        if (o.Kind == ResourceKinds.Services)
        {
            services.Note(o, change.Type != ChangeType.Deleted && o.Root.Object("spec", "selector") is { Count: > 0 } selector ? selector : null);
            return [o.Key];
        }

        return o.Kind == ResourceKinds.Endpoints ? change.Type == ChangeType.Deleted ? [o.Key] : []
            : services.Candidates(o).Concat(change.Previous is { } before ? services.Candidates(before) : []).Distinct(StringComparer.Ordinal);
    }

    protected override void Reconcile(string @namespace, string name)
    {
        var known = Store.Get(ResourceKinds.Endpoints, @namespace, name);
        if (Store.Get(ResourceKinds.Services, @namespace, name) is not { } service)
        {
            if (known?.Labels.Text("endpoints.kubernetes.io/managed-by") == "endpoint-controller")
            {
                Objects.Delete(ResourceKinds.Endpoints, @namespace, name, new DeleteOptions(Uid: known.Uid));
            }

            return;
        }

        if (service.IsTerminating || service.Root.Text("spec", "type") == "ExternalName" || service.Root.Object("spec", "selector") is not { Count: > 0 } selector)
        {
            return;
        }

        var subsets = Subsets(service, [.. Store.PodsWithLabels(@namespace, selector).Where(p => p.Root.Text("status", "podIP") is { Length: > 0 } && !p.IsEnded()).Take(MostAddresses)]);
        if (known is null)
        {
            Objects.Create(ResourceKinds.Endpoints, @namespace, Fill(new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } }, service, subsets), Writer);
        }
        else if (!known.Root["subsets"].SameAs(subsets) || !known.Root.At("metadata", "labels").SameAs(LabelsOf(service)))
        {
            Objects.Modify(ResourceKinds.Endpoints, @namespace, name, null, Writer, root => Fill(root, service, subsets));
        }
    }

    private JsonObject Fill(JsonObject root, StoredObject service, JsonArray? subsets)
    {
        root.Ensure("metadata")["labels"] = LabelsOf(service);
        root.Ensure("metadata", "annotations")["endpoints.kubernetes.io/last-change-trigger-time"] = Objects.Now.ToStamp();
        root.Remove("subsets");
        if (subsets is not null)
        {
            root["subsets"] = subsets.DeepClone();
        }

        return root;
    }

    private static JsonObject LabelsOf(StoredObject service)
    {
        var labels = service.Labels?.Copy() ?? [];
        labels["endpoints.kubernetes.io/managed-by"] = "endpoint-controller";
        if (service.Root.Text("spec", "clusterIP") == "None")
        {
            labels["service.kubernetes.io/headless"] = "";
        }

        return labels;
    }

    private static JsonArray? Subsets(StoredObject service, StoredObject[] pods)
    {
        var publishes = service.Root.Flag("spec", "publishNotReadyAddresses");
        // what is going away is in neither list, unless everything is to be published
        var ready = pods.Where(p => publishes || (p.IsReady() && !p.IsTerminating)).Select(p => Address(service, p)).ToJsonArray();
        var notReady = pods.Where(p => !publishes && !p.IsReady() && !p.IsTerminating).Select(p => Address(service, p)).ToJsonArray();
        if (ready.Count + notReady.Count == 0)
        {
            return null;
        }

        var subset = new JsonObject();
        if (ready.Count > 0)
        {
            subset["addresses"] = ready;
        }

        if (notReady.Count > 0)
        {
            subset["notReadyAddresses"] = notReady;
        }

        if (service.Root.Items("spec", "ports").Select(p => (JsonNode?)Port(p, pods[0])).ToJsonArray() is { Count: > 0 } ports)
        {
            subset["ports"] = ports;
        }

        return [subset];
    }

    private static JsonNode? Address(StoredObject service, StoredObject pod)
    {
        var address = new JsonObject { ["ip"] = pod.Root.Text("status", "podIP") };
        if (pod.Root.Text("spec", "hostname") is { Length: > 0 } hostname && pod.Root.Text("spec", "subdomain") == service.Name)
        {
            address["hostname"] = hostname;
        }

        address["nodeName"] = pod.Root.Text("spec", "nodeName");
        address["targetRef"] = new JsonObject { ["kind"] = "Pod", ["namespace"] = pod.Namespace, ["name"] = pod.Name, ["uid"] = pod.Uid };
        return address;
    }

    private static JsonObject Port(JsonObject port, StoredObject pod)
    {
        var target = port.Number("targetPort") ?? pod.Root.Items("spec", "containers").SelectMany(c => c.Items("ports"))
            .FirstOrDefault(p => p.Text("name") == port.Text("targetPort")).Number("containerPort") ?? port.Number("port");
        var shown = new JsonObject();
        if (port.Text("name") is { Length: > 0 } name)
        {
            shown["name"] = name;
        }

        shown["port"] = target;
        shown["protocol"] = port.Text("protocol");
        return shown;
    }
}
