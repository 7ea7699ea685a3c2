using System.Text.Json;
using System.Text.Json.Nodes;

namespace StatefulDashboard.Kubernetes.Tests.Support;

/// <summary>The API's JSON, and the recordings of a real one.</summary>
internal static class Api
{
    public static string Pod(string name, string version, string uid = "", string kind = "Pod", string more = "") =>
        $$$"""{"kind":"{{{kind}}}","apiVersion":"v1","metadata":{"name":"{{{name}}}","namespace":"ns","uid":"{{{(uid.Length == 0 ? "uid-" + name : uid)}}}","resourceVersion":"{{{version}}}"{{{more}}}},"spec":{"containers":null},"status":{}}""";

    public static string Event(string type, string item) => $$"""{"type":"{{type}}","object":{{item}}}""";

    public static string Added(string name, string version, string uid = "") => Event("ADDED", Pod(name, version, uid));

    public static string Deleted(string name, string version, string uid = "") => Event("DELETED", Pod(name, version, uid));

    public static string Bookmark(string version, bool end = false) => Event(
        "BOOKMARK",
        $$$"""{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}"{{{(end ? ""","annotations":{"k8s.io/initial-events-end":"true"}""" : "")}}}}}""");

    public static string List(string version, params string[] items) => Page(version, "", items);

    public static string Page(string version, string token, params string[] items) =>
        $$$"""{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}","continue":"{{{token}}}"},"items":[{{{string.Join(',', items)}}}]}""";

    public static string Status(int code, string reason, string message = "no", string details = "{}") =>
        $$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"{{message}}","reason":"{{reason}}","details":{{details}},"code":{{code}}}""";

    public static JsonObject Recording(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "tests", "recordings")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("tests/recordings");
        }

        return JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "tests", "recordings", name)))!.AsObject();
    }

    public static string[] Lines(JsonObject recording) => [.. recording["lines"]!.AsArray().Select(line => line!.ToJsonString(JsonSerializerOptions.Default))];
}
