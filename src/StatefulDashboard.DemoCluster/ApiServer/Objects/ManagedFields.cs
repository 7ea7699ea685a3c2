using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>metadata.managedFields: who wrote which field last, one entry per manager, operation and subresource.</summary>
internal static class ManagedFields
{
    /// <summary>Notes what a write changed; a write that changed nothing leaves the list as it was.</summary>
    public static void Record(ResourceKind kind, JsonObject root, JsonObject? old, string manager, string? subresource, DateTimeOffset now)
    {
        var entries = old.Items("metadata", "managedFields").Select(e => e.Copy()).ToList();
        var changed = Changes(root, old);
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

    private static JsonObject Changes(JsonObject root, JsonObject? old)
    {
        JsonObject changed = [];
        foreach (var entry in root)
        {
            if (entry.Key is "apiVersion" or "kind")
            {
                continue;
            }

            var (now, was) = (entry.Value, old?[entry.Key]);
            if (entry.Key == "metadata")
            {
                foreach (var part in (string[])["labels", "annotations", "ownerReferences", "finalizers"])
                {
                    Compare(changed.Ensure("f:metadata"), part, now.At(part), was.At(part));
                }

                if (changed["f:metadata"] is JsonObject { Count: 0 })
                {
                    changed.Remove("f:metadata");
                }
            }
            else
            {
                Compare(changed, entry.Key, now, was);
            }
        }

        return changed;
    }

    private static void Compare(JsonObject into, string name, JsonNode? now, JsonNode? was)
    {
        if (now is null || now.SameAs(was))
        {
            return;
        }

        JsonObject inner = [];
        if (now is JsonObject map)
        {
            foreach (var entry in map)
            {
                Compare(inner, entry.Key, entry.Value, was.At(entry.Key));
            }
        }
        else if (now is JsonArray list && name is "containers" or "initContainers" or "env" or "volumes" && now is JsonArray named)
        {
            foreach (var item in named.OfType<JsonObject>().Where(i => i.Text("name") is not null))
            {
                JsonObject one = [];
                var before = (was as JsonArray)?.OfType<JsonObject>().FirstOrDefault(o => o.Text("name") == item.Text("name"));
                foreach (var entry in item)
                {
                    Compare(one, entry.Key, entry.Value, before.At(entry.Key));
                }

                if (one.Count > 0)
                {
                    inner[$"k:{{\"name\":\"{item.Text("name")}\"}}"] = one;
                }
            }
        }

        into["f:" + name] = inner;
    }

    private static void Add(JsonObject into, JsonObject fields)
    {
        foreach (var entry in fields)
        {
            Add(into.Ensure(entry.Key), (JsonObject)entry.Value!);
        }
    }

    private static void Subtract(JsonObject? from, JsonObject fields)
    {
        foreach (var entry in fields)
        {
            if (from?[entry.Key] is JsonObject inner)
            {
                var wasLeaf = inner.Count == 0;
                Subtract(inner, (JsonObject)entry.Value!);
                if (inner.Count == 0 && (wasLeaf || ((JsonObject)entry.Value!).Count >= 0))
                {
                    from.Remove(entry.Key);
                }
            }
        }
    }
}
