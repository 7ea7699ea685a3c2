using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Conformance;

/// <summary>Each recorded HTTP exchange, asked of the demo cluster: same status, headers and body, field by field.</summary>
public class ProtocolTests(ProtocolCluster protocol) : IClassFixture<ProtocolCluster>
{
    // the files in which a server lists what it serves: there the demo cluster may serve less, and other groups
    private static readonly string[] Discovery =
        ["api-aggregated", "apis-aggregated", "apis-legacy", "resources-v1", "resources-apps-v1", "resources-discovery-v1", "resources-policy-v1", "resources-storage-v1"];

    public static TheoryData<string> Files => new(Directory.GetFiles(Path.Combine(Recordings.Folder, "http"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Exchange_AskedOfTheDemoCluster_IsAnsweredAsRecorded(string name)
    {
        var recorded = Recordings.Http(name);
        var expected = new JsonObject { ["status"] = recorded["status"]!.DeepClone(), ["headers"] = Headers(recorded), ["answer"] = (recorded["answer"] ?? recorded["lines"])!.DeepClone() };
        var actual = name == "unauthorized" ? await AsStrangerAsync(recorded["request"]!) : await protocol.SendAsync(recorded["request"]!, await PathAsync(name, recorded));
        if (Discovery.Contains(name))
        {
            ServedOnly(expected["answer"]!, actual["answer"]!);
        }

        if (name == "table-persistentvolumes")
        {
            // volumes are named after their claims' uids, so their order is one of chance
            SortRows(expected);
            SortRows(actual);
        }

        var differences = Difference.Between(name, ProtocolText.Comparable(expected), ProtocolText.Comparable(actual));
        var unexplained = IntendedDifferences.Unexplained(name, differences).ToArray();
        protocol.Note(name, unexplained);
        unexplained.ShouldBeEmpty();
    }

    // what a recorded path says of the recorded moment is said of this cluster's
    private async Task<string?> PathAsync(string name, JsonNode recorded)
    {
        switch (name)
        {
            case "page-2":
                var first = await protocol.SendAsync(Recordings.Http("page-1")["request"]!);
                return ((string)recorded["request"]!["path"]!).Split("&continue=")[0] + "&continue=" + first["answer"]!["metadata"]!["continue"];
            case "watch-from-list":
                var list = await protocol.SendAsync(Recordings.Http("metadata-pods")["request"]!);
                return ((string)recorded["request"]!["path"]!).Replace("resourceVersion=7338", $"resourceVersion={list["answer"]!["metadata"]!["resourceVersion"]}", StringComparison.Ordinal);
            default:
                return null;
        }
    }

    private async Task<JsonNode> AsStrangerAsync(JsonNode request)
    {
        using var stranger = TestCluster.NewClient(protocol.Cluster.Host, "not-the-token");
        using var response = await stranger.GetAsync((string)request["path"]!, TestCluster.Cancellation);
        return new JsonObject
        {
            ["status"] = (int)response.StatusCode,
            ["headers"] = new JsonObject { ["Content-Type"] = response.Content.Headers.ContentType?.ToString(), ["Cache-Control"] = response.Headers.CacheControl?.ToString() },
            ["answer"] = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestCluster.Cancellation)),
        };
    }

    private static void SortRows(JsonNode exchange)
    {
        var table = exchange["answer"]!;
        table["rows"] = new JsonArray([.. table["rows"]!.AsArray().OrderBy(r => (string?)r!["cells"]![5], StringComparer.Ordinal).Select(r => r!.DeepClone())]);
    }

    private static JsonObject Headers(JsonNode recorded)
        => new(recorded["headers"]!.AsObject().Where(h => h.Key is "Content-Type" or "Cache-Control" or "Retry-After")
            .Select(h => KeyValuePair.Create(h.Key, (JsonNode?)((string)h.Value!).Replace("; ", ";", StringComparison.Ordinal))));

    /// <summary>Takes out of both lists what the other does not have; what is left must be equal. That nothing is missing is another test's.</summary>
    private static void ServedOnly(JsonNode expected, JsonNode actual)
    {
        foreach (var list in (string[])["groups", "items", "resources", "subresources"])
        {
            if (expected[list] is JsonArray wanted && actual[list] is JsonArray served)
            {
                var common = wanted.Select(NameOf).Intersect(served.Select(NameOf)).ToArray();
                common.ShouldNotBeEmpty();
                expected[list] = new JsonArray([.. wanted.Where(e => common.Contains(NameOf(e))).Select(e => e!.DeepClone())]);
                actual[list] = new JsonArray([.. served.Where(e => common.Contains(NameOf(e))).Select(e => e!.DeepClone())]);
                foreach (var (one, other) in expected[list]!.AsArray().Zip(actual[list]!.AsArray()))
                {
                    ServedOnly(one!, other!);
                    if (one!["versions"]?[0] is { } version && other!["versions"]?[0] is { } same)
                    {
                        ServedOnly(version, same);
                    }
                }
            }
        }

        if (expected is JsonObject resource && !(actual is JsonObject here && here.ContainsKey("subresources")))
        {
            resource.Remove("subresources");
        }
    }

    private static string NameOf(JsonNode? entry) => (string?)entry!["name"] ?? (string?)entry["resource"] ?? (string?)entry["subresource"] ?? (string?)entry["metadata"]!["name"] ?? "";
}
