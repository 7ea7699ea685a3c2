using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.ApiServer.Storage;

/// <summary>
/// One version of one object, never changed after it was made. Its text is what is kept; <see cref="Root"/> is read from it again when it was
/// not used for a while. The root may be read by any thread and must be copied to be changed.
/// </summary>
internal sealed class StoredObject
{
    private readonly RecentRoots? recent;
    private readonly WeakReference<JsonObject> root;

    private StoredObject(ResourceKind kind, JsonObject root, byte[] utf8, long version, RecentRoots? recent)
    {
        Kind = kind;
        this.recent = recent;
        this.root = new WeakReference<JsonObject>(root);
        recent?.Keep(root);
        Utf8 = utf8;
        var head = kind.ItemHead;
        Utf8Item = head.Length > 0 && utf8.AsSpan().StartsWith(head) ? utf8.AsMemory(head.Length) : utf8.AsMemory(1);
        Version = version;
        Name = root.Text("metadata", "name") ?? "";
        Namespace = root.Text("metadata", "namespace") ?? "";
        Uid = root.Text("metadata", "uid") ?? "";
        Key = KeyOf(Namespace, Name);
        ControllerUid = root.Items("metadata", "ownerReferences").FirstOrDefault(r => r.Flag("controller")).Text("uid");
        IsTerminating = root.At("metadata", "deletionTimestamp") is not null;
        HasOwners = root.Items("metadata", "ownerReferences").Any();
        Labels = LabelsOf(root);
        Phase = root.Text("status", "phase") is { } phase ? string.Intern(phase.Length <= 16 ? phase : "") : "";
        IsReady = root.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == "Ready").Text("status") == "True";
    }

    public ResourceKind Kind { get; }

    public JsonObject Root
    {
        get
        {
            if (!root.TryGetTarget(out var known))
            {
                known = (JsonObject)JsonNode.Parse(Utf8)!;
                Materialise(known);
                root.SetTarget(known);
                recent?.Keep(known);
            }

            return known;
        }
    }

    /// <summary>The object as it goes over the wire, serialised once.</summary>
    public byte[] Utf8 { get; }

    /// <summary>The object as an item of a list of its kind, without its opening brace: built-in kinds leave kind and apiVersion to the list.</summary>
    public ReadOnlyMemory<byte> Utf8Item { get; }

    public long Version { get; }

    public string Name { get; }

    public string Namespace { get; }

    public string Uid { get; }

    public string Key { get; }

    /// <summary>The uid of the controlling owner, where there is one.</summary>
    public string? ControllerUid { get; }

    /// <summary>The labels, kept beside the root since they are asked for most; null where there are none.</summary>
    public JsonObject? Labels { get; }

    public bool HasOwners { get; }

    /// <summary>status.phase, or an empty text.</summary>
    public string Phase { get; }

    /// <summary>Whether the condition Ready is True.</summary>
    public bool IsReady { get; }

    public bool IsTerminating { get; }

    public JsonObject? Controller => Root.Items("metadata", "ownerReferences").FirstOrDefault(r => r.Flag("controller"));

    public static string KeyOf(string @namespace, string name) => $"{@namespace}/{name}";

    /// <param name="kind">What it is.</param>
    /// <param name="root">The object; whoever gives it away does not touch it any more.</param>
    /// <param name="version">The store's counter.</param>
    /// <param name="recent">What keeps roots that were used lately.</param>
    public static StoredObject From(ResourceKind kind, JsonObject root, long version, RecentRoots? recent = null)
    {
        Materialise(root);
        return new StoredObject(kind, root, root.ToUtf8(), version, recent);
    }

    private static JsonObject? LabelsOf(JsonObject root)
        => root.Object("metadata", "labels") is { Count: > 0 } labels
            ? new JsonObject(labels.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)JsonValue.Create(l.Value.Text())))) : null;

    // JsonNode builds its members on first reading, which is a write; after this walk reading is only reading.
    private static void Materialise(JsonNode? node)
    {
        if (node is JsonObject map)
        {
            foreach (var entry in map)
            {
                Materialise(entry.Value);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Materialise(item);
            }
        }
    }
}
