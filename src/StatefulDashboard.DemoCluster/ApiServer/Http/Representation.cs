using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.ApiServer.Tables;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>The form in which a client asks for objects: whole, metadata only, or as a Table.</summary>
internal sealed class Representation
{
    private readonly string form;
    private readonly string includeObject;
    private readonly TimeProvider time;
    private readonly ResourceKind kind;

    private Representation(ResourceKind kind, string form, string includeObject, TimeProvider time)
    {
        this.kind = kind;
        this.form = form;
        this.includeObject = includeObject;
        this.time = time;
    }

    /// <summary>Whether objects go out exactly as they are stored.</summary>
    public bool IsWhole => form == "whole" && kind.StoredAs is null;

    /// <summary>The first form of the Accept header that this server has.</summary>
    public static Representation Of(HttpRequest request, ResourceKind kind, TimeProvider time)
    {
        var chosen = "whole";
        foreach (var part in request.Headers.Accept.ToString().Split(','))
        {
            if (!part.Contains("application/json", StringComparison.Ordinal))
            {
                continue;
            }

            if (part.Contains("as=Table", StringComparison.Ordinal) && part.Contains("v=v1", StringComparison.Ordinal)
                && !part.Contains("v1beta1", StringComparison.Ordinal))
            {
                chosen = "table";
                break;
            }

            if (part.Contains("as=PartialObjectMetadata", StringComparison.Ordinal))
            {
                chosen = "metadata";
                break;
            }

            if (!part.Contains("as=", StringComparison.Ordinal))
            {
                break;
            }
        }

        return new Representation(kind, chosen, request.Query["includeObject"].ToString(), time);
    }

    /// <summary>One object in this form.</summary>
    public JsonNode One(StoredObject stored, bool withColumns = true) => form switch
    {
        "table" => TablePrinter.Print(stored.Kind, [stored], stored.Root.Text("metadata", "resourceVersion")!, null, null, includeObject, time.GetUtcNow(), withColumns),
        "metadata" => Metadata(stored),
        _ => kind == ResourceKinds.EventsView ? EventView.Of(stored.Root) : stored.Root,
    };

    /// <summary>A list in this form; of a list that <see cref="IsWhole"/> only the head, without its items.</summary>
    public JsonObject Many(IReadOnlyList<StoredObject> items, string version, string? next, long? remaining)
    {
        if (form == "table")
        {
            return TablePrinter.Print(kind.StoredAs ?? kind, items, version, next, remaining, includeObject, time.GetUtcNow(), true);
        }

        var isMetadata = form == "metadata";
        var list = new JsonObject
        {
            ["kind"] = isMetadata ? "PartialObjectMetadataList" : kind.Kind + "List",
            ["apiVersion"] = isMetadata ? "meta.k8s.io/v1" : kind.ApiVersion,
            ["metadata"] = ListMetadata(version, next, remaining),
        };
        if (!IsWhole)
        {
            list["items"] = items.Select(i => isMetadata ? Metadata(i) : Item(i)).ToJsonArray();
        }

        return list;
    }

    private JsonNode Item(StoredObject stored)
    {
        var item = (JsonObject)One(stored);
        item.Remove("kind");
        item.Remove("apiVersion");
        return item;
    }

    public static JsonObject ListMetadata(string version, string? next, long? remaining)
    {
        var metadata = new JsonObject { ["resourceVersion"] = version };
        if (next is not null)
        {
            metadata["continue"] = next;
            if (remaining is not null)
            {
                metadata["remainingItemCount"] = remaining;
            }
        }

        return metadata;
    }

    public static JsonObject Metadata(StoredObject stored) => new()
    {
        ["kind"] = "PartialObjectMetadata", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = stored.Root.At("metadata")!.DeepClone(),
    };
}
