using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Conformance;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer;

public partial class RefusalTests
{
    [Fact]
    public async Task RefusedRequests_OfTheRecording_GetTheSameAnswer()
    {
        await using var cluster = await TestCluster.StartAsync();
        var recording = Recordings.Scenario("errors");
        var home = (string)recording["namespace"]!;
        await cluster.PostAsync("/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + home + "\"}}");
        List<string> differences = [];
        var compared = 0;
        foreach (var step in recording["steps"]!.AsArray())
        {
            if (step!["wait"] is not null)
            {
                await cluster.UntilAsync($"/apis/apps/v1/namespaces/{home}/statefulsets", "web", s => (int?)s["status"]?["readyReplicas"] == 1 && (int?)s["status"]?["replicas"] == 1);
                continue;
            }

            var request = $"{step["method"]} {step["path"]}";
            var (code, answer) = await cluster.SendAsync((string)step["method"]!, (string)step["path"]!, step["body"]?.ToJsonString(), (string?)step["contentType"] ?? "application/json");
            ((int)code).ShouldBe((int)step["status"]!, $"{request}: {answer.ToJsonString()}");
            if (((string)step["path"]!).EndsWith("?dryRun=All", StringComparison.Ordinal))
            {
                differences.AddRange(Difference.Between(request + " managedFields", Sets(step["answer"]!), Sets(answer)));
            }

            if (((string)step["path"]!).EndsWith("pods?limit=1", StringComparison.Ordinal))
            {
                differences.AddRange(Difference.Between(request + " managedFields", Sets(step["answer"]!["items"]![0]!), Sets(answer["items"]![0]!)));
            }

            if ((int)code >= 400)
            {
                compared++;
                differences.AddRange(Difference.Between(request, Comparable(step["answer"]!), Comparable(answer)));
            }
        }

        differences.ShouldBeEmpty();
        compared.ShouldBeGreaterThan(10);
    }

    // who wrote what, without when
    private static JsonObject Sets(JsonNode o) => new(o["metadata"]!["managedFields"]!.AsArray().Select(e => KeyValuePair.Create(
        $"{((string)e!["manager"]!).Replace("fakelet", "kubelet", StringComparison.Ordinal)} {e["operation"]} {e["subresource"]}", JsonNode.Parse(ProtocolText.Comparable(e["fieldsV1"]!.ToJsonString(JsonAccess.Plain))))));

    // a refused patch tells the whole patched object in its text; there it is compared as an object, without managedFields
    private static JsonNode? Comparable(JsonNode node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(e => KeyValuePair.Create(e.Key, e.Value is null ? null : Comparable(e.Value)))),
        JsonArray list => new JsonArray([.. list.Select(n => n is null ? null : Comparable(n))]),
        JsonValue value when value.TryGetValue(out string? text) && PatchedObject().Match(text) is { Success: true } match => new JsonArray(
            text[..match.Index], ProtocolText.Comparable(JsonNode.Parse((string)JsonNode.Parse(match.Value)!)), text[(match.Index + match.Length)..]),
        _ => ProtocolText.Comparable(node),
    };

    [GeneratedRegex("(?<=Invalid value: )\"\\{.*\\}\"(?=: strict)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex PatchedObject();
}
