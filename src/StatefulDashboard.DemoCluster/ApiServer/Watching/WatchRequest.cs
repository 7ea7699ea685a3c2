using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Http;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Watching;

/// <summary>What a client watches and from where.</summary>
internal sealed class WatchRequest
{
    private const long LongestSeconds = 24 * 3600;

    public required ResourceKind Kind { get; init; }

    public ResourceKind Stored => Kind.StoredAs ?? Kind;

    public required Func<StoredObject, bool> Matches { get; init; }

    public required Representation Form { get; init; }

    /// <summary>Start after this version; null starts with what is there.</summary>
    public long? After { get; init; }

    public bool InitialEvents { get; init; }

    public bool MarksEndOfInitialEvents { get; init; }

    public bool Bookmarks { get; init; }

    public TimeSpan Timeout { get; init; }

    /// <exception cref="ApiException">400 for parameters that make no sense.</exception>
    public static WatchRequest From(HttpRequest http, ResourceRequest resource, Representation form)
    {
        var query = http.Query;
        var version = query["resourceVersion"].ToString();
        if (version.Length > 0 && !long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw Refusals.BadRequest($"Invalid value: \"{version}\": strconv.ParseUint: parsing \"{version}\": invalid syntax");
        }

        var streamingList = query["sendInitialEvents"] == "true";
        if (query.ContainsKey("sendInitialEvents") && query["resourceVersionMatch"] != "NotOlderThan")
        {
            throw Refusals.Of(422, "Invalid", "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan", []);
        }

        var fromNothing = version is "" or "0";
        var initial = streamingList || (fromNothing && query["sendInitialEvents"] != "false");
        var seconds = ListQuery.Number(http, "timeoutSeconds") is { } given and > 0 ? Math.Min(given, LongestSeconds) : Random.Shared.Next(1800, 3600);
        return new WatchRequest
        {
            Kind = resource.Kind,
            Matches = ListQuery.Filter(http, resource),
            Form = form,
            After = initial || fromNothing ? null : long.Parse(version, CultureInfo.InvariantCulture),
            InitialEvents = initial,
            MarksEndOfInitialEvents = streamingList && query["allowWatchBookmarks"] == "true",
            Bookmarks = query["allowWatchBookmarks"] == "true",
            Timeout = TimeSpan.FromSeconds(seconds),
        };
    }

    /// <summary>The line that this watcher gets for a change; null when the change is none of its business.</summary>
    public byte[]? LineFor(StoreChange change)
    {
        var before = change.Previous is { } previous && Matches(previous);
        var after = change.Type != ChangeType.Deleted && Matches(change.Object);
        if (!before && !after)
        {
            return null;
        }

        var type = !after ? ChangeType.Deleted : before ? ChangeType.Modified : ChangeType.Added;
        if (Form.IsWhole && type == change.Type)
        {
            return change.Line;
        }

        var shown = change.Object;
        if (type == ChangeType.Deleted && change.Type != ChangeType.Deleted)
        {
            // it left the selector: its last matching state, with the version of the change
            var last = change.Previous!.Root.Copy();
            last.Ensure("metadata")["resourceVersion"] = change.Object.Root.Text("metadata", "resourceVersion");
            shown = StoredObject.From(Stored, last, change.Object.Version);
        }

        return StoreChange.WatchLine(type, Form.IsWhole ? shown.Utf8 : Form.One(shown, withColumns: false).ToUtf8());
    }

    public byte[] Bookmark(long version, bool endOfInitialEvents)
    {
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (endOfInitialEvents)
        {
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        var bookmark = new JsonObject { ["kind"] = Kind.Kind, ["apiVersion"] = Kind.ApiVersion, ["metadata"] = metadata };
        EmptyObjects.Fill(Kind, bookmark);
        return StoreChange.WatchLine("{\"type\":\"BOOKMARK\",\"object\":"u8, bookmark.ToUtf8());
    }

    public static byte[] Error(ApiException refusal)
        => Encoding.UTF8.GetBytes("{\"type\":\"ERROR\",\"object\":" + refusal.Status.ToJsonString(JsonAccess.Plain) + "}\n");
}
