using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Http;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>What somebody wants to do, as rules speak of it (k8s.io/apiserver pkg/endpoints/request/requestinfo.go).</summary>
internal sealed record AccessRequest(string Verb)
{
    private static readonly string[] SpecialVerbs = ["proxy", "watch"];
    private static readonly string[] NamespaceSubresources = ["status", "finalize"];

    /// <summary>Whether this is about a resource; else about <see cref="Path"/>.</summary>
    public bool IsResource { get; private init; }

    public string Group { get; init; } = "";

    public string Version { get; init; } = "";

    public string Resource { get; init; } = "";

    public string Subresource { get; init; } = "";

    /// <summary>Empty for what is in no namespace, and for what is asked of all of them.</summary>
    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    public string Path { get; private init; } = "";

    /// <summary>"statefulsets/scale", as rules name a resource.</summary>
    public string QualifiedResource => Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";

    public static AccessRequest OnResource(string verb) => new(verb) { IsResource = true };

    public static AccessRequest OnPath(string verb, string path) => new(verb) { Path = path };

    public static AccessRequest Of(HttpRequest request)
    {
        var path = request.Path.Value ?? "/";
        var parts = ResourceRequest.Segments(path);
        var isGrouped = parts is ["apis", ..];
        if (parts is not ["api" or "apis", ..] || parts.Length < (isGrouped ? 4 : 3))
        {
            return OnPath(request.Method.ToLowerInvariant(), path);
        }

        var found = OnResource(VerbOf(request.Method)) with { Group = isGrouped ? parts[1] : "", Version = parts[isGrouped ? 2 : 1], Path = path };
        return Narrowed(request, InParts(found, parts[(isGrouped ? 3 : 2)..]));
    }

    private static AccessRequest InParts(AccessRequest found, string[] parts)
    {
        if (parts.Length > 1 && SpecialVerbs.Contains(parts[0]))
        {
            found = found with { Verb = parts[0] };
            parts = parts[1..];
        }

        if (parts is ["namespaces", var home, ..])
        {
            found = found with { Namespace = home };
            parts = parts.Length > 2 && !NamespaceSubresources.Contains(parts[2]) ? parts[2..] : parts;
        }

        return found with { Resource = parts[0], Name = parts.ElementAtOrDefault(1) ?? "", Subresource = parts.ElementAtOrDefault(2) ?? "" };
    }

    // without a name a get is a list or a watch, of one object where the field selector says so, and a delete is one of many
    private static AccessRequest Narrowed(HttpRequest request, AccessRequest found) => found switch
    {
        { Name.Length: > 0 } => found,
        { Verb: "get" } => found with { Verb = ApiFaults.IsWatch(request) ? "watch" : "list", Name = SelectedName(request.Query["fieldSelector"].ToString()) },
        { Verb: "delete" } => found with { Verb = "deletecollection" },
        _ => found,
    };

    private static string SelectedName(string selector)
        => selector.Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split('=', 2))
            .Where(part => part is ["metadata.name", _]).Select(part => part[1].TrimStart('=')).FirstOrDefault() ?? "";

    private static string VerbOf(string method) => method switch
    {
        "POST" => "create",
        "GET" or "HEAD" => "get",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => "delete",
        _ => "",
    };
}
