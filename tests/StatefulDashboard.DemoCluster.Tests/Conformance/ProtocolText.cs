using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StatefulDashboard.DemoCluster.Tests.Conformance;

/// <summary>
/// Makes answers of two servers comparable: hides uids, times, ages, resourceVersions, addresses, hashes, generated names, continue tokens and the
/// node that was chosen, wherever they stand in a text. Everything else stays, and so does the place of what is hidden.
/// </summary>
internal static partial class ProtocolText
{
    private static readonly string[] Versions = ["resourceVersion", "serverAddress", "continue"];

    public static JsonNode? Comparable(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(e => e.Key != "managedFields").Select(e => KeyValuePair.Create(e.Key, Versions.Contains(e.Key) && e.Value is JsonValue ? $"<{e.Key}>" : Comparable(e.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Comparable)]),
        JsonValue value when value.TryGetValue(out string? text) => Comparable(text),
        _ => node?.DeepClone(),
    };

    public static string Comparable(string text)
    {
        text = Uid().Replace(text, "<uid>");
        text = Time().Replace(text, "<time>");
        text = Age().Replace(text, "<age>");
        text = Address().Replace(text, "<address>");
        text = Version().Replace(text, "<version>");
        text = EventName().Replace(text, ".<event>");
        text = Host().Replace(text, "default-scheduler-<host>");
        text = Generated().Replace(text, "<generated>");
        text = OpenApiHash().Replace(text, "hash=<hash>");
        return Placement().Replace(text, "<chosen>");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uid();

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"^(\d+[smhdy]){1,2}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Age();

    [GeneratedRegex(@"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<=too old resource version: \d+ \()\d+|(?<=, current: )\d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex(@"\.[0-9a-f]{16}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EventName();

    [GeneratedRegex(@"default-scheduler-[a-z0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Host();

    [GeneratedRegex(@"(?<=-)[bcdfghjklmnpqrstvwxz2456789]{5,10}(?![A-Za-z0-9-])|^[bcdfghjklmnpqrstvwxz2456789]{7,10}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Generated();

    [GeneratedRegex("hash=[0-9A-F]{16,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OpenApiHash();

    // "node-a" where a pod is said to be, and the zone that it therefore has; a Node's own name stands elsewhere
    [GeneratedRegex(@"(?<=^|to )node-[abc]$|^z[123]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placement();
}
