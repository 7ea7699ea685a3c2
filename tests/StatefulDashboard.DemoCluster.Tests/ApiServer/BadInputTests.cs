using System.Net;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer;

/// <summary>Whatever is sent, the answer is a Status and nothing is harmed.</summary>
public class BadInputTests
{
    private static readonly TimeSpan NoHang = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Request_ThatNoClientShouldSend_IsRefusedWithAStatusAndHarmsNothing()
    {
        await using var cluster = await TestCluster.StartAsync();
        await PrepareAsync(cluster);
        var before = await StateAsync(cluster);
        List<string> faults = [];
        foreach (var (about, method, path, body, type) in BadInput.All)
        {
            var (code, status) = await cluster.SendAsync(method, path, body, type).WaitAsync(NoHang, TestCluster.Cancellation);
            if ((int)code is < 400 or >= 500 || (string?)(status as JsonObject)?["kind"] != "Status" || (int?)status["code"] != (int)code)
            {
                faults.Add($"{about}: {method} {Short(path)} {Short(body ?? "")} was answered with {(int)code} {Short(status.ToJsonString())}");
            }
        }

        faults.ShouldBeEmpty(string.Join('\n', faults));
        (await StateAsync(cluster)).ShouldBe(before);
        await WorksAsync(cluster);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Request_MutatedByChance_IsNeverAnsweredWithAFailureOfTheServer(int seed)
    {
        await using var cluster = await TestCluster.StartAsync();
        await PrepareAsync(cluster);
        var mutation = new Mutation(new Random(seed));
        for (var i = 0; i < 400; i++)
        {
            var (method, path, body, type) = mutation.Next();
            var (code, status) = await cluster.SendAsync(method, path, body, type).WaitAsync(NoHang, TestCluster.Cancellation);
            ((int)code).ShouldBeLessThan(500, $"seed {seed}, request {i}: {method} {path} {type} {body}: {Short(status.ToJsonString())}");
            if ((int)code >= 400)
            {
                ((string?)(status as JsonObject)?["kind"]).ShouldBe("Status", $"seed {seed}, request {i}: {method} {path} {body}");
            }
        }

        await WorksAsync(cluster);
    }

    private static async Task PrepareAsync(TestCluster cluster)
    {
        await cluster.PostAsync(BadInput.Sets, TestCluster.NewSet(replicas: 1));
        await cluster.UntilReadyAsync("web", 1);
        await cluster.PostAsync(BadInput.Maps, """{"metadata":{"name":"kept"},"data":{"k":"v"}}""");
    }

    private static async Task<string> StateAsync(TestCluster cluster)
        => string.Join('\n', await Task.WhenAll(new[] { BadInput.Set, BadInput.Map, "/api/v1/namespaces/default/pods/web-0", "/api/v1/namespaces/default/persistentvolumeclaims/www-web-0" }
            .Select(async path => (await cluster.GetAsync(path)).ToJsonString())));

    private static async Task WorksAsync(TestCluster cluster)
    {
        var (made, answer) = await cluster.SendAsync("POST", BadInput.Sets, TestCluster.NewSet("after", 2));
        made.ShouldBe(HttpStatusCode.Created, answer.ToJsonString());
        await cluster.UntilReadyAsync("after", 2);
    }

    private static string Short(string text) => text.Length > 300 ? text[..300] + "..." : text;
}
