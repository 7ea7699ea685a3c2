using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Scenarios;

/// <summary>The embedded manifests.</summary>
internal static class Manifests
{
    public static IReadOnlyList<JsonObject> Read(string name)
    {
        using var stream = typeof(Manifests).Assembly.GetManifestResourceStream($"manifests/{name}.yaml")
            ?? throw new InvalidOperationException($"There is no embedded manifest {name}.");
        using var reader = new StreamReader(stream);
        return [.. YamlObjects.Read(reader.ReadToEnd())];
    }

    /// <summary>All manifests whose names begin alike, in the order of their names.</summary>
    public static IEnumerable<JsonObject> ReadAll(string prefix)
        => typeof(Manifests).Assembly.GetManifestResourceNames().Where(n => n.StartsWith($"manifests/{prefix}", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .SelectMany(n => Read(n["manifests/".Length..^".yaml".Length]));

    public static StoredObject Apply(ObjectApi objects, JsonObject manifest, WriteOptions writer)
    {
        var kind = ResourceKinds.FindKind(manifest.Text("apiVersion") ?? "", manifest.Text("kind") ?? "")
            ?? throw new InvalidOperationException($"A manifest has the unknown kind {manifest.Text("kind")}.");
        return objects.Create(kind, kind.Namespaced ? manifest.Text("metadata", "namespace") ?? "default" : "", manifest, writer);
    }
}
