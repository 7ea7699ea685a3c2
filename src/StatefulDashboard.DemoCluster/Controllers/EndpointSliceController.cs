using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>EndpointSlices of at most 100 endpoints for each Service with a selector (kubernetes pkg/controller/endpointslice).</summary>
internal sealed class EndpointSliceController(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    private const int MostEndpoints = 100;
    private readonly SelectorIndex services = new();
    private readonly Dictionary<string, Dictionary<string, (long Pod, long Service, JsonObject? Endpoint)>> known = new(StringComparer.Ordinal);
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    public override ResourceKind[] Watched => [ResourceKinds.Services, ResourceKinds.Pods, ResourceKinds.EndpointSlices];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var home = change.Object.Namespace;
        if (change.Object.Kind == ResourceKinds.Services)
        {
            known.Remove(change.Object.Key);
            services.Note(change.Object, change.Type != ChangeType.Deleted && change.Object.Root.Object("spec", "selector") is { Count: > 0 } selector ? selector : null);
            return [change.Object.Key];
        }

        if (change.Object.Kind == ResourceKinds.EndpointSlices)
        {
            return change.Type == ChangeType.Deleted && change.Object.Labels.Text("kubernetes.io/service-name") is { } service ? [StoredObject.KeyOf(home, service)] : [];
        }

        return services.Candidates(change.Object).Concat(change.Previous is { } before ? services.Candidates(before) : []).Distinct(StringComparer.Ordinal);
    }

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.Services, @namespace, name) is not { } service || service.IsTerminating || service.Root.Text("spec", "type") == "ExternalName"
            || service.Root.Object("spec", "selector") is not { Count: > 0 } selector)
        {
            return;
        }

        var slices = Store.ControlledBy(ResourceKinds.EndpointSlices, service.Uid).Where(s => !s.IsTerminating).OrderBy(s => s.Version).ToList();
        var endpoints = Endpoints(service, selector);
        var pods = endpoints.Keys.ToList();
        var ports = pods.Count == 0 ? null : service.Root.Items("spec", "ports").Select(p => (JsonNode?)Port(p, pods[0])).ToJsonArray();
        var shares = Share(pods, slices);
        for (var i = 0; i < Math.Max(1, shares.Count); i++)
        {
            var share = shares.Count == 0 ? null : shares[i].Select(p => (JsonNode?)endpoints[p].Copy()).ToJsonArray();
            if (i < slices.Count)
            {
                Update(service, slices[i], share, share is null ? null : ports);
            }
            else
            {
                Objects.Create(ResourceKinds.EndpointSlices, @namespace, New(service, share, ports?.DeepClone()), Writer);
            }
        }

        foreach (var empty in slices.Skip(Math.Max(1, shares.Count)))
        {
            Objects.Delete(ResourceKinds.EndpointSlices, @namespace, empty.Name, new DeleteOptions());
        }
    }

    // Of all the pods of a service one or two have changed: the endpoints of the others are known.
    private Dictionary<StoredObject, JsonObject> Endpoints(StoredObject service, JsonObject selector)
    {
        var before = known.GetValueOrDefault(service.Key);
        Dictionary<string, (long Pod, long Service, JsonObject? Endpoint)> now = new(StringComparer.Ordinal);
        Dictionary<StoredObject, JsonObject> shown = [];
        foreach (var pod in Store.PodsWithLabels(service.Namespace, selector))
        {
            var endpoint = before is not null && before.TryGetValue(pod.Uid, out var last) && last.Pod == pod.Version && last.Service == service.Version
                ? last.Endpoint : IsShown(pod) ? Endpoint(service, pod) : null;
            now[pod.Uid] = (pod.Version, service.Version, endpoint);
            if (endpoint is not null)
            {
                shown[pod] = endpoint;
            }
        }

        known[service.Key] = now;
        return shown;
    }

    // A pod stays in the slice that names it, in its place; new ones fill the slices that have room, then new slices.
    private static List<List<StoredObject>> Share(List<StoredObject> pods, List<StoredObject> slices)
    {
        var left = pods.ToDictionary(p => p.Uid, StringComparer.Ordinal);
        List<List<StoredObject>> shares = [];
        foreach (var slice in slices)
        {
            shares.Add([.. slice.Root.Items("endpoints").Select(e => left.Remove(e.Text("targetRef", "uid") ?? "", out var pod) ? pod : null).OfType<StoredObject>()]);
        }

        foreach (var pod in pods.Where(p => left.ContainsKey(p.Uid)))
        {
            if (shares.Find(s => s.Count < MostEndpoints) is { } room)
            {
                room.Add(pod);
            }
            else
            {
                shares.Add([pod]);
            }
        }

        // an emptied slice goes, unless it is the only one
        while (shares.Count > 0 && shares[^1].Count == 0)
        {
            shares.RemoveAt(shares.Count - 1);
        }

        return shares;
    }

    private void Update(StoredObject service, StoredObject slice, JsonArray? endpoints, JsonArray? ports)
        => Objects.Modify(ResourceKinds.EndpointSlices, slice.Namespace, slice.Name, null, Writer, root =>
        {
            var labels = LabelsOf(service);
            var shown = endpoints is { Count: > 0 } ? endpoints : null;
            if (root["endpoints"].SameAs(shown) && root["ports"].SameAs(ports) && root.At("metadata", "labels").SameAs(labels))
            {
                return root;
            }

            root["endpoints"] = shown;
            root["ports"] = ports?.DeepClone();
            root.Ensure("metadata")["labels"] = labels;
            root.Ensure("metadata", "annotations")["endpoints.kubernetes.io/last-change-trigger-time"] = Objects.Now.ToStamp();
            return root;
        });

    private static bool IsShown(StoredObject pod) => pod.Root.Text("status", "podIP") is { Length: > 0 } && !pod.IsEnded();

    private static JsonObject LabelsOf(StoredObject service)
    {
        var labels = service.Labels?.Copy() ?? [];
        labels["endpointslice.kubernetes.io/managed-by"] = "endpointslice-controller.k8s.io";
        labels["kubernetes.io/service-name"] = service.Name;
        if (service.Root.Text("spec", "clusterIP") == "None")
        {
            labels["service.kubernetes.io/headless"] = "";
        }

        return labels;
    }

    private JsonObject New(StoredObject service, JsonArray? endpoints, JsonNode? ports) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["generateName"] = service.Name + "-",
            ["labels"] = LabelsOf(service),
            ["annotations"] = new JsonObject { ["endpoints.kubernetes.io/last-change-trigger-time"] = Objects.Now.ToStamp() },
            ["ownerReferences"] = new JsonArray(service.OwnerReference()),
        },
        ["addressType"] = "IPv4",
        ["endpoints"] = endpoints is { Count: > 0 } ? endpoints : null,
        ["ports"] = ports,
    };

    private JsonObject Endpoint(StoredObject service, StoredObject pod)
    {
        var serving = pod.IsReady();
        var ready = service.Root.Flag("spec", "publishNotReadyAddresses") || (serving && !pod.IsTerminating);
        var endpoint = new JsonObject
        {
            ["addresses"] = new JsonArray(pod.Root.Text("status", "podIP")),
            ["conditions"] = new JsonObject { ["ready"] = ready, ["serving"] = serving, ["terminating"] = pod.IsTerminating },
        };
        if (pod.Root.Text("spec", "hostname") is { Length: > 0 } hostname && pod.Root.Text("spec", "subdomain") == service.Name)
        {
            endpoint["hostname"] = hostname;
        }

        endpoint["targetRef"] = new JsonObject { ["kind"] = "Pod", ["namespace"] = pod.Namespace, ["name"] = pod.Name, ["uid"] = pod.Uid };
        var node = pod.Root.Text("spec", "nodeName");
        endpoint["nodeName"] = node;
        if (Store.Get(ResourceKinds.Nodes, "", node ?? "")?.Labels.Text("topology.kubernetes.io/zone") is { } zone)
        {
            endpoint["zone"] = zone;
        }

        return endpoint;
    }

    private static JsonObject Port(JsonObject port, StoredObject pod)
    {
        var target = port.Number("targetPort") ?? pod.Root.Items("spec", "containers").SelectMany(c => c.Items("ports"))
            .FirstOrDefault(p => p.Text("name") == port.Text("targetPort")).Number("containerPort") ?? port.Number("port");
        return new JsonObject { ["name"] = port.Text("name") ?? "", ["protocol"] = port.Text("protocol"), ["port"] = target };
    }
}
