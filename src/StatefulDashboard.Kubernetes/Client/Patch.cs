using System.Text.Json.Nodes;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>The body of a PATCH and its kind. Never changes: the nodes it is made of are copied.</summary>
public sealed class Patch
{
    private readonly JsonNode node;

    private Patch(PatchKind kind, JsonNode node, bool force = false)
    {
        ArgumentNullException.ThrowIfNull(node);
        Kind = kind;
        Force = force;
        this.node = node.DeepClone();
    }

    public PatchKind Kind { get; }

    public string MediaType => Kind switch
    {
        PatchKind.Merge => "application/merge-patch+json",
        PatchKind.StrategicMerge => "application/strategic-merge-patch+json",
        PatchKind.Json => "application/json-patch+json",
        _ => "application/apply-patch+yaml",
    };

    /// <summary>Only of an apply: takes the fields from whoever owns them.</summary>
    public bool Force { get; }

    /// <summary>RFC 7396: fields are replaced, null removes, lists are replaced whole.</summary>
    public static Patch Merge(JsonNode body) => new(PatchKind.Merge, body);

    /// <summary>As merge, but lists with a merge key (containers by name) are merged by it; built-in kinds only.</summary>
    public static Patch StrategicMerge(JsonNode body) => new(PatchKind.StrategicMerge, body);

    /// <summary>RFC 6902: a list of operations; a "test" that fails refuses the whole patch.</summary>
    public static Patch Json(JsonArray operations) => new(PatchKind.Json, operations);

    /// <summary>
    /// Server-side apply: the fields named are owned by the field manager from then on, and those that it owned before and does not
    /// name any more are taken away. Makes the object when there is none. (JSON is YAML, so the body is JSON.)
    /// </summary>
    /// <param name="force">Take fields that other managers own; without it they are a conflict that lists them.</param>
    /// <exception cref="ArgumentException">The body lacks apiVersion, kind or metadata.name.</exception>
    public static Patch Apply(JsonObject body, bool force = false)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (body["apiVersion"] is null || body["kind"] is null || (body["metadata"] as JsonObject)?["name"] is null)
        {
            throw new ArgumentException("A server-side apply needs apiVersion, kind and metadata.name in its body.", nameof(body));
        }

        return new(PatchKind.Apply, body, force);
    }

    /// <summary>
    /// The same, refused with a conflict when the object is no longer the one that was read: another uid, or (where given) changed
    /// since this resourceVersion. Null or empty: not checked.
    /// </summary>
    public Patch Guarded(string? uid, string? resourceVersion)
    {
        var body = node.DeepClone();
        foreach (var (field, value) in new[] { ("uid", uid), ("resourceVersion", resourceVersion) })
        {
            if (string.IsNullOrEmpty(value))
            {
                continue;
            }

            if (body is JsonArray operations)
            {
                // no "test": one that fails is a 422, and nobody could tell it from a refusal
                operations.Insert(0, new JsonObject { ["op"] = "replace", ["path"] = "/metadata/" + field, ["value"] = value });
            }
            else if (body is JsonObject fields)
            {
                if (fields["metadata"] is not JsonObject metadata)
                {
                    fields["metadata"] = metadata = [];
                }

                metadata[field] = value;
            }
        }

        return new(Kind, body, Force);
    }

    /// <summary>
    /// Whether an object is as this patch wants it. Null where what is there does not tell (a quantity written in another way).
    /// </summary>
    public bool? Holds(JsonObject now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return IntendedFields.Compare(this, now) switch
        {
            FieldMatch.Holds => true,
            FieldMatch.Differs => false,
            _ => null,
        };
    }

    public override string ToString() => node.ToJsonString();

    internal JsonNode Body => node;

    internal byte[] ToBytes() => System.Text.Encoding.UTF8.GetBytes(node.ToJsonString());
}
