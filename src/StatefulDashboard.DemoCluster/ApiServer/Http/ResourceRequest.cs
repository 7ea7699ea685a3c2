using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>What a path names: a kind, and perhaps a namespace, an object and a subresource of it.</summary>
internal sealed record ResourceRequest(ResourceKind Kind, string Namespace, string? Name, string? Subresource)
{
    /// <summary>The kind whose objects this is about; <see cref="Kind"/> may be a view of it.</summary>
    public ResourceKind Stored => Kind.StoredAs ?? Kind;

    /// <summary>The parts of a path as they are meant. Who asks whether a request is allowed and who serves it must both go by these.</summary>
    public static string[] Segments(string path) => [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    /// <summary>Null when the path names no resource that is served.</summary>
    public static ResourceRequest? Parse(string path)
    {
        var parts = Segments(path);
        var (group, version, rest) = parts switch
        {
            ["api", var v, .. var r] => ("", v, r),
            ["apis", var g, var v, .. var r] => (g, v, r),
            _ => ("", "", []),
        };
        var inNamespace = "";
        if (rest is ["namespaces", var ns, _, ..] && !(group.Length == 0 && rest is [_, _, "status" or "finalize"]))
        {
            inNamespace = ns;
            rest = rest[2..];
        }

        if (rest is not [var plural, .. var tail] || tail.Length > 2 || ResourceKinds.Find(group, version, plural) is not { } kind)
        {
            return null;
        }

        // what is in no namespace is not served below one either: a right in that namespace would count for the whole cluster
        if (kind.Namespaced ? inNamespace.Length == 0 && tail.Length > 0 : inNamespace.Length > 0)
        {
            return null;
        }

        return new ResourceRequest(kind, inNamespace, tail.ElementAtOrDefault(0), tail.ElementAtOrDefault(1));
    }
}
