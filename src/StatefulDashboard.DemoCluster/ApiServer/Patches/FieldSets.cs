using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Patches;

/// <summary>Sets of fields in the form of metadata.managedFields: "f:name" for a member, "k:{...}" for an item of a list that merges by key.</summary>
internal static class FieldSets
{
    /// <summary>Every field that an applied configuration names.</summary>
    public static JsonObject Of(JsonObject configuration)
    {
        var set = Members("", configuration);
        foreach (var identity in (string[])["f:apiVersion", "f:kind"])
        {
            set.Remove(identity);
        }

        if (set["f:metadata"] is JsonObject metadata)
        {
            foreach (var identity in (string[])["f:name", "f:namespace", "f:uid", "f:resourceVersion", "f:creationTimestamp", "f:generation"])
            {
                metadata.Remove(identity);
            }

            if (metadata.Count == 0)
            {
                set.Remove("f:metadata");
            }
        }

        return set;
    }

    /// <summary>The leaves of a set, each as its steps.</summary>
    public static IEnumerable<string[]> Leaves(JsonObject set) => set.Count == 0 ? [] : set.SelectMany(entry => entry.Value is JsonObject { Count: > 0 } inner
        ? Leaves(inner).Select(rest => (string[])[entry.Key, .. rest]) : [[entry.Key]]);

    public static bool Contains(JsonObject? set, string[] steps)
    {
        foreach (var step in steps)
        {
            if (set is null || set.Count == 0 || !set.ContainsKey(step))
            {
                return false;
            }

            set = set[step] as JsonObject;
        }

        return true;
    }

    /// <summary>The value of a field in an object; null when it is not there.</summary>
    public static JsonNode? Value(JsonNode? node, string[] steps)
    {
        foreach (var step in steps.Where(s => s != "."))
        {
            node = step.StartsWith("f:", StringComparison.Ordinal) ? node.At(step[2..]) : Item(node, step);
        }

        return node;
    }

    /// <summary>Takes a field out of a set, and what is empty after that.</summary>
    public static void Remove(JsonObject set, ReadOnlySpan<string> steps)
    {
        if (steps.Length == 1)
        {
            set.Remove(steps[0]);
        }
        else if (set[steps[0]] is JsonObject inner)
        {
            Remove(inner, steps[1..]);
            if (inner.Count == 0 || (inner.Count == 1 && inner.ContainsKey(".")))
            {
                set.Remove(steps[0]);
            }
        }
    }

    /// <summary>Takes a field out of an object.</summary>
    public static void RemoveValue(JsonNode root, string[] steps)
    {
        var parent = Value(root, steps[..^1]);
        if (parent is JsonObject map && steps[^1].StartsWith("f:", StringComparison.Ordinal))
        {
            map.Remove(steps[^1][2..]);
        }
        else if (parent is JsonArray list && Item(list, steps[^1]) is { } item)
        {
            list.Remove(item);
        }
    }

    /// <summary>".spec.containers[name=\"nginx\"].image", as conflicts name a field.</summary>
    public static string Path(string[] steps) => string.Concat(steps.Where(s => s != ".").Select(s => s.StartsWith("f:", StringComparison.Ordinal)
        ? "." + s[2..] : $"[{string.Join(',', ((JsonObject)JsonNode.Parse(s[2..])!).Select(e => $"{e.Key}={e.Value?.ToJsonString(JsonAccess.Plain)}"))}]"));

    private static JsonObject Members(string parent, JsonObject map)
    {
        var set = new JsonObject();
        foreach (var (name, value) in map)
        {
            set["f:" + name] = value switch
            {
                JsonObject inner when inner.Count > 0 => Members(name, inner),
                JsonArray list when ListKeys.Of(parent, name, list.OfType<JsonObject>().FirstOrDefault()) is { } key && list.All(i => i.At(key) is not null) => Items(name, list, key),
                _ => new JsonObject(),
            };
        }

        return set;
    }

    private static JsonObject Items(string name, JsonArray list, string key)
    {
        var set = new JsonObject();
        foreach (var item in list.OfType<JsonObject>())
        {
            var inner = Members(name, item);
            inner.Insert(0, ".", new JsonObject());
            set[$"k:{{{JsonValue.Create(key)!.ToJsonString()}:{item[key]!.ToJsonString(JsonAccess.Plain)}}}"] = inner;
        }

        return set;
    }

    private static JsonNode? Item(JsonNode? list, string step)
    {
        var keys = (JsonObject)JsonNode.Parse(step[2..])!;
        return (list as JsonArray)?.OfType<JsonObject>().FirstOrDefault(i => keys.All(k => i[k.Key].SameAs(k.Value)));
    }
}
