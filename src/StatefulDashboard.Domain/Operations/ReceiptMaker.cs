using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Operations;

/// <summary>
/// Makes a receipt from the objects as the API server has them. What a server or a controller fills in is taken away, so that the
/// manifest can be created again; labels and annotations stay, they are the user's. Owner references go too: the garbage collector
/// would take a restored object whose owner is gone at once.
/// </summary>
public static class ReceiptMaker
{
    private static readonly string[] Filled =
        ["uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "managedFields", "selfLink", "ownerReferences"];

    // put there by a deletion, or by the server for every claim
    private static readonly string[] FilledFinalizers = ["foregroundDeletion", "orphan", "kubernetes.io/pvc-protection"];

    // say that a claim is bound: created with them, it would count as one that has lost its volume
    private static readonly string[] Bindings = ["pv.kubernetes.io/bind-completed", "pv.kubernetes.io/bound-by-controller"];

    /// <exception cref="ArgumentException">The set has no metadata.name.</exception>
    public static SetReceipt Of(JsonObject set, IEnumerable<JsonObject> claims, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(claims);
        var metadata = set["metadata"] as JsonObject;
        if (metadata?["name"]?.GetValue<string>() is not { Length: > 0 } name)
        {
            throw new ArgumentException("A set without metadata.name cannot be restored.", nameof(set));
        }

        return new(
            new(metadata["namespace"]?.GetValue<string>() ?? "", name),
            Clean(set, "apps/v1", "StatefulSet").ToJsonString(),
            claims.Select(claim => Clean(claim, "v1", "PersistentVolumeClaim").ToJsonString()).ToValueList(),
            at);
    }

    private static JsonObject Clean(JsonObject live, string apiVersion, string kind)
    {
        var clean = new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind };
        foreach (var (name, value) in live.Where(member => member.Key is not ("apiVersion" or "kind" or "status")))
        {
            clean[name] = value?.DeepClone();
        }

        if (clean["metadata"] is JsonObject metadata)
        {
            CleanMetadata(metadata);
        }

        if (clean["spec"] is JsonObject spec)
        {
            CleanTemplates(spec);
        }

        return clean;
    }

    private static void CleanMetadata(JsonObject metadata)
    {
        foreach (var field in Filled)
        {
            metadata.Remove(field);
        }

        if (metadata["finalizers"] is JsonArray finalizers)
        {
            JsonNode?[] kept = [.. finalizers.Where(finalizer => !FilledFinalizers.Contains(finalizer?.ToString(), StringComparer.Ordinal)).Select(finalizer => finalizer?.DeepClone())];
            SetOrRemove(metadata, "finalizers", kept.Length > 0 ? new JsonArray(kept) : null);
        }

        if (metadata["annotations"] is JsonObject annotations)
        {
            foreach (var binding in Bindings)
            {
                annotations.Remove(binding);
            }

            SetOrRemove(metadata, "annotations", annotations.Count > 0 ? annotations.DeepClone() : null);
        }
    }

    // the server gives each claim template a status, and templates an empty time of creation
    private static void CleanTemplates(JsonObject spec)
    {
        foreach (var template in (spec["volumeClaimTemplates"] as JsonArray ?? []).OfType<JsonObject>())
        {
            template.Remove("status");
            (template["metadata"] as JsonObject)?.Remove("creationTimestamp");
        }

        ((spec["template"] as JsonObject)?["metadata"] as JsonObject)?.Remove("creationTimestamp");
    }

    private static void SetOrRemove(JsonObject owner, string field, JsonNode? value)
    {
        if (value is null)
        {
            owner.Remove(field);
        }
        else
        {
            owner[field] = value;
        }
    }
}
