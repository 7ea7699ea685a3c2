using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Patches;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.ApiServer.Watching;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>
/// metadata.managedFields: who wrote which field last, one entry per manager, operation and subresource, in the sets of
/// sigs.k8s.io/structured-merge-diff: a map, list or item that was not there before is a field of its own, written as ".".
/// </summary>
internal static class ManagedFields
{
    private static readonly string[] Metadata = ["generateName", "labels", "annotations", "ownerReferences", "finalizers"];

    /// <summary>Notes what a write changed; a write that changed nothing leaves the list as it was.</summary>
    public static void Record(ResourceKind kind, JsonObject root, JsonObject? old, string manager, string? subresource, DateTimeOffset now)
    {
        var entries = old.Items("metadata", "managedFields").Select(e => e.Copy()).ToList();
        var changed = Changes(kind, root, old);
        if (changed.Count > 0)
        {
            var mine = entries.Find(e => e.Text("manager") == manager && e.Text("operation") == "Update" && e.Text("subresource") == subresource);
            foreach (var other in entries.Where(e => e != mine))
            {
                Subtract(other.Object("fieldsV1"), changed);
            }

            entries.RemoveAll(e => e.Object("fieldsV1") is { Count: 0 });
            if (mine is null)
            {
                mine = new JsonObject { ["manager"] = manager, ["operation"] = "Update", ["apiVersion"] = kind.ApiVersion, ["time"] = null, ["fieldsType"] = "FieldsV1", ["fieldsV1"] = new JsonObject() };
                if (subresource is not null)
                {
                    mine["subresource"] = subresource;
                }

                entries.Add(mine);
            }

            mine["time"] = now.ToStamp();
            Add(mine.Ensure("fieldsV1"), changed);
        }

        var metadata = root.Ensure("metadata");
        metadata.Remove("managedFields");
        if (entries.Count > 0)
        {
            metadata["managedFields"] = entries.ToJsonArray();
        }
    }

    private static JsonObject Changes(ResourceKind kind, JsonObject root, JsonObject? old)
    {
        JsonObject changed = [];
        var before = old ?? Empty(kind);
        foreach (var (name, value) in root)
        {
            if (name == "metadata")
            {
                JsonObject inner = [];
                foreach (var part in Metadata.Where(p => root.Has("metadata", p)))
                {
                    Compare(inner, "metadata", part, value.At(part), before.At("metadata", part), before.Has("metadata", part));
                }

                if (inner.Count > 0)
                {
                    changed["f:metadata"] = inner;
                }
            }
            else if (name is not ("apiVersion" or "kind") && !(name == "status" && old is null && kind.HasStatus))
            {
                Compare(changed, "", name, value, before[name], before.ContainsKey(name));
            }
        }

        return changed;
    }

    private static JsonObject Empty(ResourceKind kind)
    {
        var empty = new JsonObject();
        EmptyObjects.Fill(kind, empty);
        return empty;
    }

    private static void Compare(JsonObject into, string parent, string name, JsonNode? now, JsonNode? was, bool wasThere)
    {
        if (wasThere && now.SameAs(was))
        {
            return;
        }

        JsonObject inner = [];
        if (!wasThere && now is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            inner["."] = new JsonObject();
        }

        if (now is JsonObject map && !FieldLists.IsAtomic(name))
        {
            foreach (var (member, value) in map)
            {
                Compare(inner, name, member, value, was.At(member), (was as JsonObject)?.ContainsKey(member) == true);
            }
        }
        else if (now is JsonArray list && FieldLists.KeysOf(parent, name) is { } keys)
        {
            foreach (var item in list)
            {
                Item(inner, name, keys, item, was as JsonArray);
            }
        }
        else
        {
            inner.Remove(".");
        }

        into["f:" + name] = inner;
    }

    private static void Item(JsonObject into, string list, string[] keys, JsonNode? item, JsonArray? was)
    {
        if (keys.Length == 0)
        {
            // a set of texts
            if (was?.Any(o => o.SameAs(item)) != true)
            {
                into[$"v:{item?.ToJsonString(JsonAccess.Plain)}"] = new JsonObject();
            }

            return;
        }

        if (item is not JsonObject map || keys.All(k => map[k] is null))
        {
            return;
        }

        var before = was?.OfType<JsonObject>().FirstOrDefault(o => keys.All(k => o[k].SameAs(map[k])));
        if (map.SameAs(before))
        {
            return;
        }

        JsonObject one = [];
        if (before is null && !FieldLists.IsAtomic(list))
        {
            one["."] = new JsonObject();
        }

        if (!FieldLists.IsAtomic(list))
        {
            foreach (var (name, value) in map)
            {
                Compare(one, list, name, value, before?[name], before?.ContainsKey(name) == true);
            }
        }

        into[$"k:{{{string.Join(',', keys.Where(k => map[k] is not null).Select(k => $"\"{k}\":{map[k]!.ToJsonString(JsonAccess.Plain)}"))}}}"] = one;
    }

    private static bool Has(this JsonObject node, string first, string second) => (node[first] as JsonObject)?.ContainsKey(second) == true;

    private static void Add(JsonObject into, JsonObject fields)
    {
        foreach (var entry in fields)
        {
            Add(into.Ensure(entry.Key), (JsonObject)entry.Value!);
        }
    }

    private static void Subtract(JsonObject? from, JsonObject fields)
    {
        foreach (var (name, value) in fields)
        {
            if (from?[name] is JsonObject inner)
            {
                Subtract(inner, (JsonObject)value!);
                if (inner.Count == 0)
                {
                    from.Remove(name);
                }
            }
        }
    }
}
