using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>Writes into managedFields who set what with this write.</summary>
internal static class FieldOwnership
{
    /// <summary>Of a new object.</summary>
    /// <param name="body">As the client sent it.</param>
    public static void RecordNew(ResourceKind kind, JsonObject root, JsonObject body, WriteOptions options, DateTimeOffset now)
    {
        // what admission adds to a pod belongs to nobody
        var owned = kind == ResourceKinds.Pods ? PodDefaults.BeforeAdmission(root, body) : root;
        Record(kind, owned, null, options, null, now);
        if (owned != root)
        {
            KeepManagedFields(root, owned);
        }
    }

    /// <summary>Of an object that is changed, or of a new one (<paramref name="old"/> null).</summary>
    public static void Record(ResourceKind kind, JsonObject root, JsonObject? old, WriteOptions options, string? subresource, DateTimeOffset now)
    {
        if (options.Applied is { } applied)
        {
            applied.Record(kind, root, old, now);
        }
        else if (subresource == "binding")
        {
            KeepManagedFields(root, old);
        }
        else
        {
            ManagedFields.Record(kind, root, old, options.Manager, subresource, now);
        }
    }

    private static void KeepManagedFields(JsonObject root, JsonObject? from)
    {
        root.Ensure("metadata").Remove("managedFields");
        if (from.At("metadata", "managedFields") is { } entries)
        {
            root.Ensure("metadata")["managedFields"] = entries.DeepClone();
        }
    }
}
