using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>Lists: selectors, versions, pages. All pages of one list are of one moment.</summary>
internal static class ListQuery
{
    /// <summary>What namespace, label selector and field selector let through.</summary>
    public static Func<StoredObject, bool> Filter(HttpRequest http, ResourceRequest resource)
    {
        var labels = LabelSelector.Parse(http.Query["labelSelector"]);
        var fields = FieldSelector.Parse(resource.Kind, http.Query["fieldSelector"]);
        var home = resource.Namespace;
        var name = resource.Name;
        return o => (home.Length == 0 || o.Namespace == home) && (name is null || o.Name == name)
            && (labels.IsEmpty || labels.Matches(o.Labels)) && fields.Matches(o.Root);
    }

    public static (IReadOnlyList<StoredObject> Items, long Version, string? Continue, long? Remaining) Run(ResourceStore store, HttpRequest http, ResourceRequest resource)
    {
        var filter = Filter(http, resource);
        var (items, version) = store.Snapshot(resource.Stored);
        var start = "";
        if (http.Query["continue"].ToString() is { Length: > 0 } token)
        {
            (version, start) = Decode(token);
            start = resource.Namespace.Length > 0 ? resource.Namespace + start : resource.Kind.Namespaced ? start.TrimStart('/') : start;
            items = store.FindPage(resource.Stored, version) ?? throw Refusals.ContinueExpired();
        }
        else
        {
            CheckVersion(store, http, resource.Stored, version);
        }

        var limit = Number(http, "limit") is { } given and > 0 and < int.MaxValue ? (int)given : int.MaxValue;
        var rest = items.Where(e => string.CompareOrdinal(e.Key, start) > 0).Select(e => e.Value).Where(filter);
        if (limit == int.MaxValue)
        {
            return ([.. rest], version, null, null);
        }

        var all = rest.ToList();
        if (all.Count <= limit)
        {
            return (all, version, null, null);
        }

        store.KeepPage(resource.Stored, version, items);
        // how many are left is told only where no selector has to look at them
        var isSelected = http.Query["labelSelector"].ToString().Length > 0 || http.Query["fieldSelector"].ToString().Length > 0;
        return (all[..limit], version, Encode(version, Relative(all[limit - 1].Key)), isSelected ? null : all.Count - limit);

        string Relative(string key) => resource.Namespace.Length > 0 ? key[resource.Namespace.Length..] : resource.Kind.Namespaced ? "/" + key : key;
    }

    /// <summary>A number of the query; null when it is not given.</summary>
    /// <exception cref="ApiException">400 when it is none.</exception>
    public static long? Number(HttpRequest http, string name)
    {
        var text = http.Query[name].ToString();
        return text.Length == 0 ? null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw Refusals.BadRequest($"strconv.ParseInt: parsing {JsonValue.Create(text)!.ToJsonString(JsonAccess.Plain)}: invalid syntax");
    }

    private static void CheckVersion(ResourceStore store, HttpRequest http, ResourceKind kind, long current)
    {
        _ = Number(http, "timeoutSeconds");
        var text = http.Query["resourceVersion"].ToString();
        var match = http.Query["resourceVersionMatch"].ToString();
        if (match is not ("" or "Exact" or "NotOlderThan") || (match.Length > 0 && text.Length == 0) || (match == "Exact" && text == "0"))
        {
            throw RequestOptions.Invalid("ListOptions", match is "Exact" or "NotOlderThan"
                ? FieldFault.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided")
                : FieldFault.NotSupported("resourceVersionMatch", match, "Exact", "NotOlderThan", ""));
        }

        if (text is "" or "0")
        {
            return;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
        {
            throw Refusals.BadRequest($"Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax");
        }

        if (wanted > current)
        {
            throw Refusals.VersionTooLarge(wanted, current);
        }

        if (http.Query["resourceVersionMatch"] == "Exact" && wanted != current)
        {
            throw Refusals.Expired(wanted, Math.Max(current, store.CompactedTo(kind)));
        }
    }

    private static string Encode(long version, string key)
    {
        var json = new JsonObject { ["v"] = "meta.k8s.io/v1", ["rv"] = version, ["start"] = key + "\0" };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private static (long Version, string Start) Decode(string token)
    {
        try
        {
            var base64 = token.Replace('-', '+').Replace('_', '/');
            var json = JsonNode.Parse(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
            return (json.Number("rv") ?? 0, json.Text("start")?.TrimEnd('\0') ?? "");
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw Refusals.BadRequest("invalid continue token: continue key is not valid: invalid character '\\u0081' looking for beginning of value");
        }
    }
}
