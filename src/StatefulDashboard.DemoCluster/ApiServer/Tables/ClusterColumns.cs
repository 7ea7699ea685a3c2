using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using static StatefulDashboard.DemoCluster.ApiServer.Tables.Columns;

namespace StatefulDashboard.DemoCluster.ApiServer.Tables;

/// <summary>The columns of Services, nodes, events, rules and what else is there.</summary>
internal static class ClusterColumns
{
    public static readonly Dictionary<ResourceKind, TableColumn[]> All = new()
    {
        [ResourceKinds.Services] =
        [
            Name, Plain("Type", "spec", "type"), Text("Cluster-IP", 0, "spec", "clusterIP"),
            new("External-IP", (o, _) => o.Root.Text("spec", "externalName") ?? (o.Root.Text("spec", "type") == "LoadBalancer" ? "<pending>" : "<none>")),
            new("Port(s)", (o, _) => Joined(o.Root.Items("spec", "ports").Select(p => $"{p.Number("port")}{(p.Number("nodePort") is { } n ? $":{n}" : "")}/{p.Text("protocol")}"))),
            Age, new("Selector", (o, _) => Labels(o.Root.Object("spec", "selector")), 1),
        ],
        [ResourceKinds.Endpoints] = [Name, new("Endpoints", (o, _) => Addresses(o.Root)), Age],
        [ResourceKinds.EndpointSlices] =
        [
            Name, Plain("AddressType", "addressType"), new("Ports", (o, _) => AtMostThree([.. o.Root.Items("ports").Select(p => p.Number("port")?.Invariant() ?? "*")], "<unset>")),
            new("Endpoints", (o, _) => AtMostThree([.. o.Root.Items("endpoints").SelectMany(e => e.Texts("addresses"))], "<unset>")), Age,
        ],
        [ResourceKinds.Nodes] =
        [
            Name, new("Status", (o, _) => NodeStatus(o.Root)), new("Roles", (o, _) => Roles(o.Root)), Age, Plain("Version", "status", "nodeInfo", "kubeletVersion"),
            Address("Internal-IP", "InternalIP"), Address("External-IP", "ExternalIP"), Text("OS-Image", 1, "status", "nodeInfo", "osImage"),
            new("Kernel-Version", (o, _) => $"{o.Root.Text("status", "nodeInfo", "kernelVersion")} ({o.Root.Text("status", "nodeInfo", "architecture")})", 1),
            Text("Container-Runtime", 1, "status", "nodeInfo", "containerRuntimeVersion"),
        ],
        [ResourceKinds.Namespaces] = [Name, Plain("Status", "status", "phase"), Age],
        [ResourceKinds.Secrets] = [Name, Plain("Type", "type"), new("Data", (o, _) => o.Root.Object("data")?.Count ?? 0), Age],
        [ResourceKinds.ConfigMaps] = [Name, new("Data", (o, _) => (o.Root.Object("data")?.Count ?? 0) + (o.Root.Object("binaryData")?.Count ?? 0)), Age],
        [ResourceKinds.ServiceAccounts] = [Name, Age],
        [ResourceKinds.ResourceQuotas] = [Name, new("Request", (o, _) => Quota(o.Root, limits: false)), new("Limit", (o, _) => Quota(o.Root, limits: true)), Age],
        [ResourceKinds.Leases] = [Name, Plain("Holder", "spec", "holderIdentity"), Age],
        [ResourceKinds.RoleBindings] = Binding(),
        [ResourceKinds.ClusterRoleBindings] = Binding(),
        [ResourceKinds.Events] =
        [
            new("Last Seen", (o, now) => Durations.Since(EventTime(o.Root, "lastTimestamp"), now)), Plain("Type", "type"), Plain("Reason", "reason"),
            new("Object", (o, _) => $"{o.Root.Text("involvedObject", "kind")?.ToLowerInvariant()}/{o.Root.Text("involvedObject", "name")}"),
            new("Subobject", (o, _) => o.Root.Text("involvedObject", "fieldPath") ?? "", 1), new("Source", (o, _) => Source(o.Root), 1), new("Message", (o, _) => o.Root.Text("message")?.Trim() ?? ""),
            new("First Seen", (o, now) => Durations.Since(EventTime(o.Root, "firstTimestamp"), now), 1), new("Count", (o, _) => o.Root.Number("count") ?? o.Root.Number("series", "count") ?? 1, 1),
            Name with { Priority = 1 },
        ],
    };

    private static string? EventTime(JsonObject o, string field)
        => o.Text("series", "lastObservedTime") is { } seen && field == "lastTimestamp" ? seen : o.Text(field) ?? o.Text("eventTime") ?? o.Text("metadata", "creationTimestamp");

    private static string Source(JsonObject o) => string.Join(", ", new[] { o.Text("source", "component") ?? o.Text("reportingComponent"), o.Text("source", "host") ?? o.Text("reportingInstance") }
        .Where(t => !string.IsNullOrEmpty(t)));

    private static TableColumn[] Binding() =>
    [
        Name, new("Role", (o, _) => $"{o.Root.Text("roleRef", "kind")}/{o.Root.Text("roleRef", "name")}"), Age,
        new("Users", (o, _) => Subjects(o.Root, "User"), 1), new("Groups", (o, _) => Subjects(o.Root, "Group"), 1), new("ServiceAccounts", (o, _) => Subjects(o.Root, "ServiceAccount"), 1),
    ];

    private static string Subjects(JsonObject binding, string kind) => string.Join(", ", binding.Items("subjects").Where(s => s.Text("kind") == kind)
        .Select(s => kind == "ServiceAccount" ? $"{s.Text("namespace")}/{s.Text("name")}" : s.Text("name")));

    private static string Quota(JsonObject quota, bool limits) => string.Join(", ", (quota.Object("status", "hard") ?? quota.Object("spec", "hard") ?? [])
        .Where(e => e.Key.StartsWith("limits", StringComparison.Ordinal) == limits).OrderBy(e => e.Key, StringComparer.Ordinal)
        .Select(e => $"{e.Key}: {quota.At("status", "used", e.Key)?.ToString() ?? "0"}/{e.Value}"));

    private static string Addresses(JsonObject endpoints) => AtMostThree([.. endpoints.Items("subsets")
        .SelectMany(s => s.Items("ports").Any()
            ? s.Items("ports").SelectMany(p => s.Items("addresses").Select(a => $"{a.Text("ip")}:{p.Number("port")}"))
            : s.Items("addresses").Select(a => a.Text("ip") ?? ""))], "<none>");

    private static string AtMostThree(string[] parts, string empty)
        => parts.Length > 3 ? $"{string.Join(',', parts.Take(3))} + {parts.Length - 3} more..." : Joined(parts, empty);

    private static TableColumn Address(string name, string type)
        => new(name, (o, _) => o.Root.Items("status", "addresses").FirstOrDefault(a => a.Text("type") == type).Text("address") ?? "<none>", 1);

    private static string Roles(JsonObject node) => Joined((node.Object("metadata", "labels") ?? []).Select(e => e.Key)
        .Where(k => k.StartsWith("node-role.kubernetes.io/", StringComparison.Ordinal)).Select(k => k["node-role.kubernetes.io/".Length..]).Order(StringComparer.Ordinal));

    private static string NodeStatus(JsonObject node)
    {
        var ready = node.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == "Ready") switch { null => "Unknown", var c => c.Text("status") == "True" ? "Ready" : "NotReady" };
        return node.Flag("spec", "unschedulable") ? ready + ",SchedulingDisabled" : ready;
    }
}
