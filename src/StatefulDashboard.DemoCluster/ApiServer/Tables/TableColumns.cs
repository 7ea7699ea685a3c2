using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Tables;

/// <summary>The columns of each kind (kubernetes pkg/printers/internalversion); kinds without columns of their own show name and age.</summary>
internal static class TableColumns
{
    private static readonly TableColumn Name = new("Name", (o, _) => o.Name, Format: "name", Description: "Name must be unique within a namespace.");
    private static readonly TableColumn Age = new("Age", (o, now) => Durations.Since(o.Root.Text("metadata", "creationTimestamp"), now), Description: "CreationTimestamp is a timestamp representing the server time when this object was created.");
    private static readonly TableColumn[] Plain = [Name, new("Created At", (o, _) => o.Root.Text("metadata", "creationTimestamp"), Format: "")];
    private static readonly Dictionary<ResourceKind, TableColumn[]> Columns = new()
    {
        [ResourceKinds.Pods] =
        [
            Name, new("Ready", (o, _) => PodCells.Ready(o.Root)), new("Status", (o, _) => PodCells.Status(o.Root)), new("Restarts", (o, now) => PodCells.Restarts(o.Root, now)), Age,
            Text("IP", 1, "status", "podIP"), Text("Node", 1, "spec", "nodeName"), Text("Nominated Node", 1, "status", "nominatedNodeName"), new("Readiness Gates", (_, _) => "<none>", 1),
        ],
        [ResourceKinds.StatefulSets] =
        [
            Name, new("Ready", (o, _) => $"{o.Root.Number("status", "readyReplicas") ?? 0}/{o.Root.Number("spec", "replicas") ?? 0}"), Age, .. Template(),
        ],
        [ResourceKinds.Deployments] =
        [
            Name, new("Ready", (o, _) => $"{o.Root.Number("status", "readyReplicas") ?? 0}/{o.Root.Number("spec", "replicas") ?? 0}"),
            Count("Up-to-date", "status", "updatedReplicas"), Count("Available", "status", "availableReplicas"), Age, .. Template(), Selector(),
        ],
        [ResourceKinds.ReplicaSets] = [Name, Count("Desired", "spec", "replicas"), Count("Current", "status", "replicas"), Count("Ready", "status", "readyReplicas"), Age, .. Template(), Selector()],
        [ResourceKinds.DaemonSets] =
        [
            Name, Count("Desired", "status", "desiredNumberScheduled"), Count("Current", "status", "currentNumberScheduled"), Count("Ready", "status", "numberReady"),
            Count("Up-to-date", "status", "updatedNumberScheduled"), Count("Available", "status", "numberAvailable"),
            new("Node Selector", (o, _) => Labels(o.Root.Object("spec", "template", "spec", "nodeSelector"))), Age, .. Template(), Selector(),
        ],
        [ResourceKinds.Services] =
        [
            Name, Text("Type", 0, "spec", "type"), Text("Cluster-IP", 0, "spec", "clusterIP"),
            new("External-IP", (o, _) => o.Root.Text("spec", "externalName") ?? (o.Root.Text("spec", "type") == "LoadBalancer" ? "<pending>" : "<none>")),
            new("Port(s)", (o, _) => Joined(o.Root.Items("spec", "ports").Select(p => $"{p.Number("port")}{(p.Number("nodePort") is { } n ? $":{n}" : "")}/{p.Text("protocol")}"))),
            Age, new("Selector", (o, _) => Labels(o.Root.Object("spec", "selector")), 1),
        ],
        [ResourceKinds.Claims] =
        [
            Name, new("Status", (o, _) => o.IsTerminating ? "Terminating" : o.Root.Text("status", "phase") ?? ""), new("Volume", (o, _) => o.Root.Text("spec", "volumeName") ?? ""),
            new("Capacity", (o, _) => o.Root.Text("spec", "volumeName") is null ? "" : o.Root.Text("status", "capacity", "storage") ?? ""),
            new("Access Modes", (o, _) => Modes(o.Root.Texts("status", "accessModes"))), new("StorageClass", (o, _) => o.Root.Text("spec", "storageClassName") ?? ""),
            new("VolumeAttributesClass", (_, _) => "<unset>"), Age, Text("VolumeMode", 1, "spec", "volumeMode"),
        ],
        [ResourceKinds.Volumes] =
        [
            Name, new("Capacity", (o, _) => o.Root.Text("spec", "capacity", "storage") ?? ""), new("Access Modes", (o, _) => Modes(o.Root.Texts("spec", "accessModes"))),
            new("Reclaim Policy", (o, _) => o.Root.Text("spec", "persistentVolumeReclaimPolicy") ?? ""), new("Status", (o, _) => o.IsTerminating ? "Terminating" : o.Root.Text("status", "phase") ?? ""),
            new("Claim", (o, _) => o.Root.Object("spec", "claimRef") is { } claim ? $"{claim.Text("namespace")}/{claim.Text("name")}" : ""),
            new("StorageClass", (o, _) => o.Root.Text("spec", "storageClassName") ?? ""), new("VolumeAttributesClass", (_, _) => "<unset>"),
            new("Reason", (o, _) => o.Root.Text("status", "reason") ?? ""), Age, Text("VolumeMode", 1, "spec", "volumeMode"),
        ],
        [ResourceKinds.ControllerRevisions] =
        [
            Name, new("Controller", (o, _) => o.Controller is { } c ? $"{c.Text("kind")!.ToLowerInvariant()}.{c.Text("apiVersion")!.Split('/')[0]}/{c.Text("name")}" : "<none>"),
            new("Revision", (o, _) => o.Root.Number("revision")), Age,
        ],
        [ResourceKinds.EndpointSlices] =
        [
            Name, Text("AddressType", 0, "addressType"), new("Ports", (o, _) => Joined(o.Root.Items("ports").Select(p => p.Number("port")?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "*"), "<unset>")),
            new("Endpoints", (o, _) => Joined(o.Root.Items("endpoints").SelectMany(e => e.Texts("addresses")), "<unset>")), Age,
        ],
        [ResourceKinds.Nodes] =
        [
            Name, new("Status", (o, _) => NodeStatus(o.Root)), new("Roles", (_, _) => "<none>"), Age, Text("Version", 0, "status", "nodeInfo", "kubeletVersion"),
            new("Internal-IP", (o, _) => o.Root.Items("status", "addresses").FirstOrDefault(a => a.Text("type") == "InternalIP").Text("address") ?? "<none>", 1),
            new("External-IP", (_, _) => "<none>", 1), Text("OS-Image", 1, "status", "nodeInfo", "osImage"),
            new("Kernel-Version", (o, _) => $"{o.Root.Text("status", "nodeInfo", "kernelVersion")} ({o.Root.Text("status", "nodeInfo", "architecture")})", 1),
            Text("Container-Runtime", 1, "status", "nodeInfo", "containerRuntimeVersion"),
        ],
        [ResourceKinds.Namespaces] = [Name, Text("Status", 0, "status", "phase"), Age],
        [ResourceKinds.Secrets] = [Name, Text("Type", 0, "type"), new("Data", (o, _) => o.Root.Object("data")?.Count ?? 0), Age],
        [ResourceKinds.ConfigMaps] = [Name, new("Data", (o, _) => (o.Root.Object("data")?.Count ?? 0) + (o.Root.Object("binaryData")?.Count ?? 0)), Age],
        [ResourceKinds.ServiceAccounts] = [Name, Age],
        [ResourceKinds.Leases] = [Name, Text("Holder", 0, "spec", "holderIdentity"), Age],
        [ResourceKinds.DisruptionBudgets] =
        [
            Name, new("Min Available", (o, _) => o.Root.At("spec", "minAvailable")?.ToString() ?? "N/A"), new("Max Unavailable", (o, _) => o.Root.At("spec", "maxUnavailable")?.ToString() ?? "N/A"),
            Count("Allowed Disruptions", "status", "disruptionsAllowed"), Age,
        ],
        [ResourceKinds.StorageClasses] =
        [
            new("Name", (o, _) => o.Name + (o.Root.Text("metadata", "annotations", "storageclass.kubernetes.io/is-default-class") == "true" ? " (default)" : ""), Format: "name"),
            Text("Provisioner", 0, "provisioner"), Text("ReclaimPolicy", 0, "reclaimPolicy"), Text("VolumeBindingMode", 0, "volumeBindingMode"),
            new("AllowVolumeExpansion", (o, _) => o.Root.Flag("allowVolumeExpansion")), Age,
        ],
        [ResourceKinds.Events] =
        [
            new("Last Seen", (o, now) => Durations.Since(EventTime(o.Root, "lastTimestamp"), now)), Text("Type", 0, "type"), Text("Reason", 0, "reason"),
            new("Object", (o, _) => $"{o.Root.Text("involvedObject", "kind")?.ToLowerInvariant()}/{o.Root.Text("involvedObject", "name")}"),
            new("Subobject", (o, _) => o.Root.Text("involvedObject", "fieldPath") ?? "", 1), new("Source", (o, _) => Source(o.Root), 1), Text("Message", 0, "message"),
            new("First Seen", (o, now) => Durations.Since(EventTime(o.Root, "firstTimestamp"), now), 1), new("Count", (o, _) => o.Root.Number("count") ?? o.Root.Number("series", "count") ?? 1, 1),
            new("Name", (o, _) => o.Name, 1, "name"),
        ],
    };

    public static TableColumn[] Of(ResourceKind kind) => Columns.GetValueOrDefault(kind, Plain);

    private static string? EventTime(JsonObject o, string field)
        => o.Text("series", "lastObservedTime") is { } seen && field == "lastTimestamp" ? seen : o.Text(field) ?? o.Text("eventTime") ?? o.Text("metadata", "creationTimestamp");

    private static string Source(JsonObject o) => o.Text("source", "component")
        ?? string.Join(", ", new[] { o.Text("reportingComponent"), o.Text("reportingInstance") }.Where(t => !string.IsNullOrEmpty(t)));

    private static TableColumn[] Template() =>
    [
        new("Containers", (o, _) => string.Join(',', o.Root.Items("spec", "template", "spec", "containers").Select(c => c.Text("name"))), 1),
        new("Images", (o, _) => string.Join(',', o.Root.Items("spec", "template", "spec", "containers").Select(c => c.Text("image"))), 1),
    ];

    private static TableColumn Selector() => new("Selector", (o, _) => LabelSelector.From(o.Root.Object("spec", "selector")).ToString(), 1);

    private static TableColumn Text(string name, int priority, params string[] path)
        => new(name, (o, _) => o.Root.Text(path) is { Length: > 0 } text ? text : "<none>", priority);

    private static TableColumn Count(string name, params string[] path) => new(name, (o, _) => o.Root.Number(path) ?? 0);

    private static string Joined(IEnumerable<string> parts, string empty = "<none>") => string.Join(',', parts) is { Length: > 0 } text ? text : empty;

    private static string Labels(JsonObject? map) => Joined((map ?? []).Select(e => $"{e.Key}={e.Value.Text()}"));

    private static string Modes(IEnumerable<string> modes) => string.Join(',', modes.Select(m => m switch
    {
        "ReadWriteOnce" => "RWO", "ReadOnlyMany" => "ROX", "ReadWriteMany" => "RWX", "ReadWriteOncePod" => "RWOP", _ => m,
    }));

    private static string NodeStatus(JsonObject node)
    {
        var ready = node.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == "Ready").Text("status") switch { "True" => "Ready", "False" => "NotReady", _ => "NotReady" };
        return node.Flag("spec", "unschedulable") ? ready + ",SchedulingDisabled" : ready;
    }
}
