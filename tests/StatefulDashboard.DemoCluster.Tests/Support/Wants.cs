using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Tests.Support;

/// <summary>Waits and questions that tests on a <see cref="BareCluster"/> share.</summary>
internal static class Wants
{
    /// <summary>Lets time pass until the condition holds; fails after ten minutes of it, at once in real time.</summary>
    public static void Until(this BareCluster cluster, Func<bool> holds, string what)
        => cluster.Time.RunUntil(holds, TimeSpan.FromMinutes(10)).ShouldBeTrue($"It never came about that {what}.");

    public static StoredObject Get(this BareCluster cluster, ResourceKind kind, string name)
        => cluster.Store.Get(kind, kind.Namespaced ? "default" : "", name).ShouldNotBeNull($"{kind.Kind} {name} is not there.");

    public static long Status(this BareCluster cluster, ResourceKind kind, string name, string field)
        => cluster.Store.Get(kind, "default", name)?.Root.Number("status", field) ?? 0;

    public static JsonObject? Condition(this StoredObject o, string type) => o.Root.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == type);

    /// <summary>"Warning FailedCreate text" of each Event about an object, in the order in which they were first told.</summary>
    public static string[] Told(this BareCluster cluster, StoredObject about)
        => [.. cluster.Store.All(ResourceKinds.Events).Where(e => e.Root.Text("involvedObject", "uid") == about.Uid).OrderBy(e => e.Root.Text("firstTimestamp"), StringComparer.Ordinal).ThenBy(e => e.Name, StringComparer.Ordinal)
            .Select(e => $"{e.Root.Text("type")} {e.Root.Text("reason")} {e.Root.Text("message")}")];

    public static void Pass(this BareCluster cluster, double seconds) => cluster.Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Marks a machine as off, or on again.</summary>
    public static void Kill(this BareCluster cluster, string node, bool isDead = true)
        => cluster.Change(ResourceKinds.Nodes, node, root => root.Ensure("metadata", "annotations")["demo.stateful-dashboard.io/dead"] = isDead ? "true" : null);

    public static ApiException Refused(this Action request) => Should.Throw<ApiException>(request);

    public static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
