using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>
/// The older Endpoints object of each Service with a selector (kubernetes pkg/controller/endpoint); at most 1000 addresses. Written from the
/// Service's slices, which say the same of the same pods, so that nobody walks through the pods twice.
/// </summary>
internal sealed class EndpointsController(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    private const int MostAddresses = 1000;
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    public override ResourceKind[] Watched => [ResourceKinds.Services, ResourceKinds.EndpointSlices, ResourceKinds.Endpoints];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var o = change.Object;
        return o.Kind == ResourceKinds.Services ? [o.Key]
            : o.Kind == ResourceKinds.Endpoints ? change.Type == ChangeType.Deleted ? [o.Key] : []
            : o.Labels.Text("kubernetes.io/service-name") is { } service ? [StoredObject.KeyOf(o.Namespace, service)] : [];
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

        if (service.IsTerminating || service.Root.Text("spec", "type") == "ExternalName" || service.Root.Object("spec", "selector") is not { Count: > 0 })
        {
            return;
        }

        var subsets = Subsets([.. Store.ControlledBy(ResourceKinds.EndpointSlices, service.Uid)]);
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

    private static JsonArray? Subsets(StoredObject[] slices)
    {
        var endpoints = slices.SelectMany(s => s.Root.Items("endpoints")).Take(MostAddresses).ToArray();
        // what is going away is in neither list, unless everything is to be published
        var ready = endpoints.Where(e => e.Flag("conditions", "ready")).Select(Address).ToJsonArray();
        var notReady = endpoints.Where(e => !e.Flag("conditions", "ready") && !e.Flag("conditions", "terminating")).Select(Address).ToJsonArray();
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

        if (slices.First(s => s.Root.Items("endpoints").Any()).Root.Items("ports").Select(Port).ToJsonArray() is { Count: > 0 } ports)
        {
            subset["ports"] = ports;
        }

        return [subset];
    }

    private static JsonNode? Address(JsonObject endpoint)
    {
        var address = new JsonObject { ["ip"] = endpoint.Texts("addresses").First() };
        if (endpoint.Text("hostname") is { } hostname)
        {
            address["hostname"] = hostname;
        }

        address["nodeName"] = endpoint.Text("nodeName");
        address["targetRef"] = endpoint["targetRef"]?.DeepClone();
        return address;
    }

    private static JsonNode? Port(JsonObject port)
    {
        var shown = new JsonObject();
        if (port.Text("name") is { Length: > 0 } name)
        {
            shown["name"] = name;
        }

        shown["port"] = port.Number("port");
        shown["protocol"] = port.Text("protocol");
        return shown;
    }
}
