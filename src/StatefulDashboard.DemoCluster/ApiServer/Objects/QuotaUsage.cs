using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>What objects cost in the terms of a ResourceQuota (kubernetes pkg/quota/v1/evaluator).</summary>
internal static class QuotaUsage
{
    private static readonly string[] Binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];

    /// <summary>What one object costs.</summary>
    public static Dictionary<string, decimal> Of(ResourceKind kind, JsonObject root)
    {
        var costs = new Dictionary<string, decimal>(StringComparer.Ordinal) { [CountOf(kind)] = 1 };
        if (kind == ResourceKinds.Pods)
        {
            // a pod that has ended holds nothing but its place in the store
            if (root.Text("status", "phase") is not ("Succeeded" or "Failed"))
            {
                Pod(root, costs);
            }
        }
        else if (kind == ResourceKinds.Claims)
        {
            Claim(root, costs);
        }
        else if (kind == ResourceKinds.Services || kind == ResourceKinds.ConfigMaps || kind == ResourceKinds.Secrets || kind == ResourceKinds.ResourceQuotas)
        {
            costs[kind.Plural] = 1;
        }

        return costs;
    }

    /// <summary>What all objects of a namespace cost, of the named resources.</summary>
    public static Dictionary<string, decimal> Used(ResourceStore store, string @namespace, IEnumerable<string> resources)
    {
        var used = resources.ToDictionary(r => r, _ => 0m, StringComparer.Ordinal);
        foreach (var kind in ResourceKinds.All.Where(k => k.Namespaced && IsNamed(k, used.Keys)))
        {
            foreach (var cost in store.In(kind, @namespace).SelectMany(o => Of(kind, o.Root)).Where(c => used.ContainsKey(c.Key)))
            {
                used[cost.Key] += cost.Value;
            }
        }

        return used;
    }

    /// <summary>What a pod must say under such a quota and does not: "limits.cpu for: app".</summary>
    public static string[] Unspecified(JsonObject pod, IEnumerable<string> resources)
        => [.. resources.Where(r => r is "cpu" or "memory" or "requests.cpu" or "requests.memory" or "limits.cpu" or "limits.memory")
            .Order(StringComparer.Ordinal)
            .Select(r => (Resource: r, Names: pod.Items("spec", "containers").Where(c => Asked(c, r) is null).Select(c => c.Text("name")).ToArray()))
            .Where(r => r.Names.Length > 0).Select(r => $"{r.Resource} for: {string.Join(',', r.Names)}")];

    public static decimal Parse(string? text)
        => text?.EndsWith('m') == true && decimal.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var milli) ? milli / 1000 : Quantity.Bytes(text);

    /// <summary>An amount as the API writes it: 1500m, 3, 5Gi.</summary>
    public static string Format(string resource, decimal amount)
    {
        if (amount != decimal.Truncate(amount))
        {
            return $"{(amount * 1000).ToString("0", CultureInfo.InvariantCulture)}m";
        }

        var unit = 0;
        if (resource.EndsWith("storage", StringComparison.Ordinal) || resource.EndsWith("memory", StringComparison.Ordinal))
        {
            while (amount >= 1024 && amount % 1024 == 0 && unit < Binary.Length - 1)
            {
                (amount, unit) = (amount / 1024, unit + 1);
            }
        }

        return amount.ToString("0", CultureInfo.InvariantCulture) + Binary[unit];
    }

    private static string CountOf(ResourceKind kind) => $"count/{kind.QualifiedPlural}";

    private static bool IsNamed(ResourceKind kind, ICollection<string> resources)
        => resources.Contains(CountOf(kind)) || resources.Contains(kind.Plural)
            || (kind == ResourceKinds.Pods && resources.Any(r => r.EndsWith("cpu", StringComparison.Ordinal) || r.EndsWith("memory", StringComparison.Ordinal)))
            || (kind == ResourceKinds.Claims && resources.Any(r => r.EndsWith("requests.storage", StringComparison.Ordinal) || r.EndsWith("persistentvolumeclaims", StringComparison.Ordinal)));

    private static void Pod(JsonObject pod, Dictionary<string, decimal> costs)
    {
        costs["pods"] = 1;
        foreach (var resource in (string[])["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"])
        {
            costs[resource] = pod.Items("spec", "containers").Sum(c => Parse(Asked(c, resource)));
        }

        (costs["cpu"], costs["memory"]) = (costs["requests.cpu"], costs["requests.memory"]);
    }

    // a request that is not given is the limit
    private static string? Asked(JsonObject container, string resource)
    {
        var name = resource.Split('.')[^1];
        return resource.StartsWith("limits.", StringComparison.Ordinal) ? container.At("resources", "limits", name)?.ToString()
            : (container.At("resources", "requests", name) ?? container.At("resources", "limits", name))?.ToString();
    }

    private static void Claim(JsonObject claim, Dictionary<string, decimal> costs)
    {
        var storage = Quantity.Bytes(claim.Text("spec", "resources", "requests", "storage"));
        costs["persistentvolumeclaims"] = 1;
        costs["requests.storage"] = storage;
        if (claim.Text("spec", "storageClassName") is { Length: > 0 } storageClass)
        {
            costs[$"{storageClass}.storageclass.storage.k8s.io/requests.storage"] = storage;
            costs[$"{storageClass}.storageclass.storage.k8s.io/persistentvolumeclaims"] = 1;
        }
    }
}
