using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Discovery;

/// <summary>What the server tells about itself: version, groups and resources, in the legacy and in the aggregated form.</summary>
internal static class DiscoveryDocuments
{
    private static readonly string[] Verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
    private static readonly string[] SubresourceVerbs = ["get", "patch", "update"];

    private static readonly (string Group, string Resource, string Kind)[] Reviews =
    [
        ("authentication.k8s.io", "selfsubjectreviews", "SelfSubjectReview"),
        ("authorization.k8s.io", "selfsubjectaccessreviews", "SelfSubjectAccessReview"),
        ("authorization.k8s.io", "selfsubjectrulesreviews", "SelfSubjectRulesReview"),
    ];

    private static string[] Groups => [.. ResourceKinds.All.Select(k => k.Group).Where(g => g.Length > 0).Concat(Reviews.Select(r => r.Group)).Distinct()];

    public static JsonObject Version() => new()
    {
        ["major"] = "1", ["minor"] = "36", ["emulationMajor"] = "1", ["emulationMinor"] = "36", ["minCompatibilityMajor"] = "1", ["minCompatibilityMinor"] = "35",
        ["gitVersion"] = "v1.36.2", ["gitCommit"] = "98b35193b2ac7a23a673325f5e9b830ecd5ba406", ["gitTreeState"] = "clean", ["buildDate"] = "2026-07-23T00:00:00Z",
        ["goVersion"] = "go1.26.10", ["compiler"] = "gc", ["platform"] = "linux/amd64",
    };

    public static JsonObject Core(string serverAddress) => new()
    {
        ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = serverAddress }),
    };

    public static JsonObject GroupList() => new() { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = Groups.Select(g => (JsonNode?)Group(g)).ToJsonArray() };

    public static JsonObject Group(string name)
    {
        JsonObject Version() => new() { ["groupVersion"] = $"{name}/v1", ["version"] = "v1" };
        return new JsonObject { ["name"] = name, ["versions"] = new JsonArray(Version()), ["preferredVersion"] = Version() };
    }

    /// <summary>The single-group document, or null when the group is not served.</summary>
    public static JsonObject? GroupDocument(string name)
    {
        if (!Groups.Contains(name))
        {
            return null;
        }

        var group = Group(name);
        group.Insert(0, "kind", "APIGroup");
        group.Insert(1, "apiVersion", "v1");
        return group;
    }

    /// <summary>The resources of a group version, or null when it is not served.</summary>
    public static JsonObject? ResourceList(string group, string version)
    {
        var kinds = ResourceKinds.All.Where(k => k.Group == group && k.Version == version).ToArray();
        var reviews = Reviews.Where(r => r.Group == group && version == "v1").ToArray();
        if (kinds.Length == 0 && reviews.Length == 0)
        {
            return null;
        }

        var resources = new JsonArray();
        foreach (var kind in kinds)
        {
            resources.Add(Resource(kind));
            foreach (var (sub, subKind, apiGroup) in Subresources(kind))
            {
                var entry = new JsonObject { ["name"] = $"{kind.Plural}/{sub}", ["singularName"] = "", ["namespaced"] = kind.Namespaced };
                if (apiGroup is not null)
                {
                    entry["group"] = apiGroup;
                    entry["version"] = "v1";
                }

                entry["kind"] = subKind;
                entry["verbs"] = (sub == "eviction" ? ["create"] : SubresourceVerbs).ToJsonArray();
                resources.Add(entry);
            }
        }

        foreach (var review in reviews)
        {
            resources.Add(new JsonObject
            {
                ["name"] = review.Resource, ["singularName"] = review.Kind.ToLowerInvariant(), ["namespaced"] = false, ["kind"] = review.Kind, ["verbs"] = new JsonArray("create"),
            });
        }

        return new JsonObject { ["kind"] = "APIResourceList", ["apiVersion"] = "v1", ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}", ["resources"] = resources };
    }

    public static JsonObject Aggregated(bool core) => new()
    {
        ["kind"] = "APIGroupDiscoveryList", ["apiVersion"] = "apidiscovery.k8s.io/v2", ["metadata"] = new JsonObject(),
        ["items"] = (core ? [""] : Groups).Select(g => (JsonNode?)new JsonObject
        {
            ["metadata"] = core ? new JsonObject() : new JsonObject { ["name"] = g },
            ["versions"] = new JsonArray(new JsonObject { ["version"] = "v1", ["resources"] = AggregatedResources(g), ["freshness"] = "Current" }),
        }).ToJsonArray(),
    };

    private static JsonArray AggregatedResources(string group)
    {
        var resources = new JsonArray();
        foreach (var kind in ResourceKinds.All.Where(k => k.Group == group))
        {
            var entry = new JsonObject
            {
                ["resource"] = kind.Plural, ["responseKind"] = ResponseKind("", "", kind.Kind), ["scope"] = kind.Namespaced ? "Namespaced" : "Cluster",
                ["singularResource"] = kind.Singular, ["verbs"] = Verbs.ToJsonArray(),
            };
            AddNames(entry, kind);
            if (Subresources(kind).Select(s => (JsonNode?)new JsonObject
            {
                ["subresource"] = s.Name,
                ["responseKind"] = ResponseKind(s.Group ?? "", s.Group is null ? "" : "v1", s.Kind),
                ["verbs"] = (s.Name == "eviction" ? ["create"] : SubresourceVerbs).ToJsonArray(),
            }).ToJsonArray() is { Count: > 0 } subresources)
            {
                entry["subresources"] = subresources;
            }

            resources.Add(entry);
        }

        foreach (var review in Reviews.Where(r => r.Group == group))
        {
            resources.Add(new JsonObject
            {
                ["resource"] = review.Resource, ["responseKind"] = ResponseKind("", "", review.Kind), ["scope"] = "Cluster",
                ["singularResource"] = review.Kind.ToLowerInvariant(), ["verbs"] = new JsonArray("create"),
            });
        }

        return resources;
    }

    private static JsonObject ResponseKind(string group, string version, string kind) => new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static IEnumerable<(string Name, string Kind, string? Group)> Subresources(ResourceKind kind)
    {
        if (kind == ResourceKinds.Pods)
        {
            yield return ("eviction", "Eviction", "policy");
        }

        if (kind.HasScale)
        {
            yield return ("scale", "Scale", "autoscaling");
        }

        if (kind.HasStatus)
        {
            yield return ("status", kind.Kind, null);
        }
    }

    private static JsonObject Resource(ResourceKind kind)
    {
        var entry = new JsonObject { ["name"] = kind.Plural, ["singularName"] = kind.Singular, ["namespaced"] = kind.Namespaced, ["kind"] = kind.Kind, ["verbs"] = Verbs.ToJsonArray() };
        AddNames(entry, kind);
        return entry;
    }

    private static void AddNames(JsonObject entry, ResourceKind kind)
    {
        if (kind.ShortNames.Length > 0)
        {
            entry["shortNames"] = kind.ShortNames.ToJsonArray();
        }

        if (kind.Categories.Length > 0)
        {
            entry["categories"] = kind.Categories.ToJsonArray();
        }
    }
}
