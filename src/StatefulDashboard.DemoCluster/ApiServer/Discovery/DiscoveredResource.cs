using System.Security.Cryptography;
using System.Text;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Discovery;

/// <summary>One resource of a group as discovery tells it, with the subresources that this server serves.</summary>
internal sealed record DiscoveredResource(string Name, string Singular, string Kind, bool Namespaced, string[] Verbs)
{
    private static readonly string[] AllVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
    private static readonly string[] SubresourceVerbs = ["get", "patch", "update"];

    public string[] ShortNames { get; init; } = [];

    public string[] Categories { get; init; } = [];

    /// <summary>Null for what is not stored.</summary>
    public string? StorageVersionHash { get; init; }

    public Subresource[] Subresources { get; init; } = [];

    public static DiscoveredResource Of(ResourceKind kind) => new(
        kind.Plural, kind.Singular, kind.Kind, kind.Namespaced, kind.DeletesMany ? AllVerbs : [.. AllVerbs.Where(v => v != "deletecollection")])
    {
        ShortNames = kind.ShortNames,
        Categories = kind.Categories,
        StorageVersionHash = HashOf(kind.StoredAs ?? kind),
        Subresources = [.. SubresourcesOf(kind)],
    };

    /// <summary>A resource that is answered at once and never stored, such as an access review.</summary>
    public static DiscoveredResource Review(string kind, bool namespaced = false)
        => new(kind.ToLowerInvariant() + "s", kind.ToLowerInvariant(), kind, namespaced, ["create"]);

    // k8s.io/apiserver pkg/endpoints/discovery/storageversionhash.go: eight bytes of the SHA-256 of "group/version/kind"
    private static string HashOf(ResourceKind kind)
        => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind.Group}/{kind.Version}/{kind.Kind}")).AsSpan(0, 8));

    private static IEnumerable<Subresource> SubresourcesOf(ResourceKind kind)
    {
        if (kind == ResourceKinds.Pods)
        {
            yield return new Subresource("eviction", "policy", "v1", "Eviction", ["create"]);
        }

        if (kind.HasScale)
        {
            yield return new Subresource("scale", "autoscaling", "v1", "Scale", SubresourceVerbs);
        }

        if (kind.HasStatus)
        {
            yield return new Subresource("status", "", "", kind.Kind, SubresourceVerbs);
        }
    }

    /// <param name="Group">Empty together with <paramref name="Version"/> when the kind is of the resource's own group.</param>
    internal sealed record Subresource(string Name, string Group, string Version, string Kind, string[] Verbs);
}
