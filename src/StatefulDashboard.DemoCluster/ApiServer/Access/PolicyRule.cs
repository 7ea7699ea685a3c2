using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>One rule of a Role or ClusterRole; what it allows is k8s.io/api/rbac/v1 PolicyRule's definition.</summary>
internal sealed record PolicyRule(string[] Verbs, string[] ApiGroups, string[] Resources, string[] ResourceNames, string[] Paths)
{
    public const string All = "*";

    public static PolicyRule From(JsonObject rule)
        => new([.. rule.Texts("verbs")], [.. rule.Texts("apiGroups")], [.. rule.Texts("resources")], [.. rule.Texts("resourceNames")], [.. rule.Texts("nonResourceURLs")]);

    public bool Allows(AccessRequest request)
        => Has(Verbs, request.Verb) && (request.IsResource
            ? Has(ApiGroups, request.Group) && AllowsResource(request) && (ResourceNames.Length == 0 || ResourceNames.Contains(request.Name))
            : Array.Exists(Paths, path => PathCovers(path, request.Path)));

    /// <summary>Whether a path of a rule, which may end in a star, stands for this one.</summary>
    public static bool PathCovers(string rule, string path)
        => rule == path || (rule.EndsWith('*') && path.StartsWith(rule.TrimEnd('*'), StringComparison.Ordinal));

    public static bool Has(string[] values, string value) => values.Contains(All) || values.Contains(value);

    private bool AllowsResource(AccessRequest request)
        => Has(Resources, request.QualifiedResource) || (request.Subresource.Length > 0 && Resources.Contains($"{All}/{request.Subresource}"));
}
