using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer;

public partial class RefusalTests
{
    [Fact]
    public async Task RefusedRequests_OfTheRecording_GetTheSameCodeReasonAndText()
    {
        await using var cluster = await TestCluster.StartAsync();
        var recording = Recordings.Scenario("errors");
        var home = (string)recording["namespace"]!;
        await cluster.PostAsync("/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + home + "\"}}");
        var compared = 0;
        foreach (var step in recording["steps"]!.AsArray().Where(s => s!["method"] is not null))
        {
            var path = (string)step!["path"]!;
            var body = step["body"]?.ToJsonString();
            var (code, answer) = await cluster.SendAsync((string)step["method"]!, path, body, (string?)step["contentType"] ?? "application/json");
            ((int)code).ShouldBe((int)step["status"]!, $"{step["method"]} {path}: {answer.ToJsonString()}");
            if ((int)code < 400)
            {
                continue;
            }

            compared++;
            ((string?)answer["reason"]).ShouldBe((string?)step["answer"]!["reason"]);
            Clean((string)answer["message"]!).ShouldBe(Clean((string)step["answer"]!["message"]!));
            if (!path.Contains("fieldValidation", StringComparison.Ordinal))
            {
                JsonNode.DeepEquals(Blank(answer), Blank(step["answer"]!)).ShouldBeTrue($"{answer.ToJsonString()} for {path}");
            }
        }

        compared.ShouldBeGreaterThan(10);
    }

    // uids differ, and the text of a refused patch holds the whole object
    private static string Clean(string text) => Uids().Replace(text, "uid")[..Math.Min(110, Uids().Replace(text, "uid").Length)];

    private static JsonNode Blank(JsonNode status) => JsonNode.Parse(Uids().Replace(status.ToJsonString(), "uid"))!;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.None, 1000)]
    private static partial Regex Uids();
}
