using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Discovery;

/// <summary>What the server tells about itself: version, groups and resources, in the legacy and in the aggregated form.</summary>
internal static class DiscoveryDocuments
{
    // In the order of a real server; a group has one version here.
    private static readonly (string Name, string Version)[] Groups =
    [
        ("apps", "v1"), ("events.k8s.io", "v1"), ("authentication.k8s.io", "v1"), ("authorization.k8s.io", "v1"), ("autoscaling", "v2"), ("policy", "v1"),
        ("rbac.authorization.k8s.io", "v1"), ("storage.k8s.io", "v1"), ("coordination.k8s.io", "v1"), ("discovery.k8s.io", "v1"), ("snapshot.storage.k8s.io", "v1"),
    ];

    private static readonly (string Group, DiscoveredResource Resource)[] Reviews =
    [
        ("authentication.k8s.io", DiscoveredResource.Review("SelfSubjectReview")),
        ("authentication.k8s.io", DiscoveredResource.Review("TokenReview")),
        ("authorization.k8s.io", DiscoveredResource.Review("LocalSubjectAccessReview", namespaced: true)),
        ("authorization.k8s.io", DiscoveredResource.Review("SelfSubjectAccessReview")),
        ("authorization.k8s.io", DiscoveredResource.Review("SelfSubjectRulesReview")),
        ("authorization.k8s.io", DiscoveredResource.Review("SubjectAccessReview")),
    ];

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

    public static JsonObject GroupList() => new()
    {
        ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = Groups.Select(g => (JsonNode?)Group(g.Name, g.Version)).ToJsonArray(),
    };

    /// <summary>The single-group document, or null when the group is not served.</summary>
    public static JsonObject? GroupDocument(string name)
    {
        if (Array.Find(Groups, g => g.Name == name) is not { Name: not null } found)
        {
            return null;
        }

        var group = Group(name, found.Version);
        group.Insert(0, "kind", "APIGroup");
        group.Insert(1, "apiVersion", "v1");
        return group;
    }

    /// <summary>The resources of a group version, or null when it is not served.</summary>
    public static JsonObject? ResourceList(string group, string version)
    {
        if (group.Length == 0 ? version != "v1" : !Groups.Contains((group, version)))
        {
            return null;
        }

        var list = new JsonObject { ["kind"] = "APIResourceList" };
        if (group.Length > 0)
        {
            // the list of the core group is written without it by a real server, too
            list["apiVersion"] = "v1";
        }

        list["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}";
        list["resources"] = ResourcesOf(group).SelectMany(Entries).ToJsonArray();
        return list;
    }

    public static JsonObject Aggregated(bool core)
    {
        (string Name, string Version)[] shown = core ? [("", "v1")] : Groups;
        return new JsonObject
        {
            ["kind"] = "APIGroupDiscoveryList", ["apiVersion"] = "apidiscovery.k8s.io/v2", ["metadata"] = new JsonObject(),
            ["items"] = shown.Select(g => (JsonNode?)new JsonObject
            {
                ["metadata"] = core ? new JsonObject() : new JsonObject { ["name"] = g.Name },
                ["versions"] = new JsonArray(new JsonObject
                {
                    ["version"] = g.Version, ["resources"] = ResourcesOf(g.Name).Select(r => (JsonNode?)AggregatedEntry(r)).ToJsonArray(), ["freshness"] = "Current",
                }),
            }).ToJsonArray(),
        };
    }

    private static IEnumerable<DiscoveredResource> ResourcesOf(string group)
        => ResourceKinds.Served.Where(k => k.Group == group).Select(DiscoveredResource.Of)
            .Concat(Reviews.Where(r => r.Group == group).Select(r => r.Resource)).OrderBy(r => r.Name, StringComparer.Ordinal);

    private static JsonObject Group(string name, string version)
    {
        JsonObject Version() => new() { ["groupVersion"] = $"{name}/{version}", ["version"] = version };
        return new JsonObject { ["name"] = name, ["versions"] = new JsonArray(Version()), ["preferredVersion"] = Version() };
    }

    private static IEnumerable<JsonNode?> Entries(DiscoveredResource resource)
    {
        var entry = new JsonObject
        {
            ["name"] = resource.Name, ["singularName"] = resource.Singular, ["namespaced"] = resource.Namespaced, ["kind"] = resource.Kind, ["verbs"] = resource.Verbs.ToJsonArray(),
        };
        AddNames(entry, resource);
        if (resource.StorageVersionHash is { } hash)
        {
            entry["storageVersionHash"] = hash;
        }

        yield return entry;
        foreach (var sub in resource.Subresources)
        {
            var one = new JsonObject { ["name"] = $"{resource.Name}/{sub.Name}", ["singularName"] = "", ["namespaced"] = resource.Namespaced };
            if (sub.Group.Length > 0)
            {
                one["group"] = sub.Group;
                one["version"] = sub.Version;
            }

            one["kind"] = sub.Kind;
            one["verbs"] = sub.Verbs.ToJsonArray();
            yield return one;
        }
    }

    private static JsonObject AggregatedEntry(DiscoveredResource resource)
    {
        var entry = new JsonObject
        {
            ["resource"] = resource.Name, ["responseKind"] = ResponseKind("", "", resource.Kind), ["scope"] = resource.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = resource.Singular, ["verbs"] = resource.Verbs.ToJsonArray(),
        };
        AddNames(entry, resource);
        if (resource.Subresources.Length > 0)
        {
            entry["subresources"] = resource.Subresources.Select(s => (JsonNode?)new JsonObject
            {
                ["subresource"] = s.Name, ["responseKind"] = ResponseKind(s.Group, s.Version, s.Kind), ["verbs"] = s.Verbs.ToJsonArray(),
            }).ToJsonArray();
        }

        return entry;
    }

    private static JsonObject ResponseKind(string group, string version, string kind) => new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static void AddNames(JsonObject entry, DiscoveredResource resource)
    {
        if (resource.ShortNames.Length > 0)
        {
            entry["shortNames"] = resource.ShortNames.ToJsonArray();
        }

        if (resource.Categories.Length > 0)
        {
            entry["categories"] = resource.Categories.ToJsonArray();
        }
    }
}
