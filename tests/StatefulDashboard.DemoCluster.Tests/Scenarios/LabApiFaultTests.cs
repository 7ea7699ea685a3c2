using System.Net;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Scenarios.Lab;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Scenarios;

/// <summary>The faults of the API, asked over its socket: what a client gets to see, and that nothing of it is left when the switch is off.</summary>
public sealed class LabApiFaultTests
{
    private const string Nodes = "/api/v1/nodes";

    [Theory]
    [InlineData("api-429", 429, "TooManyRequests")]
    [InlineData("api-500", 500, "InternalError")]
    public async Task Refusal_IsOn_MeetsEachThirdRequestWithAStatus(string fault, int code, string reason)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.NewClient(cluster.Host);
        cluster.Host.Lab.SetFault(fault, true);

        var refused = 0;
        for (var i = 0; i < 30; i++)
        {
            using var answer = await client.GetAsync(Nodes, TestCluster.Cancellation);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                continue;
            }

            refused++;
            ((int)answer.StatusCode).ShouldBe(code);
            var status = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestCluster.Cancellation))!;
            ((string?)status["kind"], (string?)status["reason"], (int?)status["code"]).ShouldBe(("Status", reason, code));
            answer.Headers.RetryAfter?.Delta.ShouldBe(code == 429 ? TimeSpan.FromSeconds(1) : null);
            (answer.Headers.RetryAfter is not null).ShouldBe(code == 429);
        }

        refused.ShouldBe(10);
        cluster.Host.Lab.SetFault(fault, false);
        for (var i = 0; i < 6; i++)
        {
            (await cluster.SendAsync("GET", Nodes)).Code.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Expired_IsOn_RefusesOnlyWatchesThatGoOnFromAVersion()
    {
        await using var cluster = await TestCluster.StartAsync();
        var version = (string)(await cluster.GetAsync(Nodes))["metadata"]!["resourceVersion"]!;
        cluster.Host.Lab.SetFault("api-410", true);

        var told = 0;
        for (var i = 0; i < 6; i++)
        {
            (await cluster.SendAsync("GET", $"{Nodes}?resourceVersion={version}")).Code.ShouldBe(HttpStatusCode.OK, "a list does not go on from anything");
            try
            {
                await foreach (var change in cluster.WatchAsync($"{Nodes}?watch=true&resourceVersion={version}&timeoutSeconds=1"))
                {
                    // as recorded: an event of the stream, not a status of the answer
                    (string?, int?, string?) error = ((string?)change["type"], (int?)change["object"]!["code"], (string?)change["object"]!["reason"]);
                    error.ShouldBe(("ERROR", 410, "Expired"));
                    told++;
                }
            }
            catch (Exception cut) when (cut is IOException or HttpRequestException)
            {
                // as long as the switch is on, watches that are open are cut every five seconds: one that went on may be hit
            }
        }

        told.ShouldBe(2, "each third");
    }

    [Theory]
    [InlineData("lost-watch")]
    [InlineData("api-429")]
    [InlineData("api-500")]
    [InlineData("api-410")]
    public async Task Watch_OpenWhenTheSwitchIsMoved_IsCutAndLaterOnesLive(string fault)
    {
        await using var cluster = await TestCluster.StartAsync();
        await using (var watch = cluster.WatchAsync(Nodes + "?watch=true").GetAsyncEnumerator(TestCluster.Cancellation))
        {
            (await watch.MoveNextAsync()).ShouldBeTrue("a watch from nothing begins with what is there");

            cluster.Host.Lab.SetFault(fault, true);

            await EndAsync(watch);
        }

        cluster.Host.Lab.SetFault(fault, false);
        (await cluster.UntilAsync("/api/v1/nodes", "node-a", _ => true)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Scenario_AllFaultsOfTheApiAreOn_IsNotConcerned()
    {
        var quick = new DemoClusterOptions { Seed = "empty", StartDelay = TimeSpan.FromMilliseconds(200), StopDelay = TimeSpan.FromMilliseconds(200), Speed = 50 };
        await using var cluster = await TestCluster.StartAsync(quick);
        var lab = cluster.Host.Lab;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lab.Changed += (_, _) =>
        {
            if (lab.State.Phase == LabPhase.Waiting)
            {
                begun.TrySetResult();
            }
            else if (lab.State.Phase is LabPhase.Finished or LabPhase.Failed)
            {
                ended.TrySetResult();
            }
        };

        lab.Play("ordered-rollout");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20), TestCluster.Cancellation);
        foreach (var fault in (string[])["api-429", "api-500", "api-410", "lost-watch"])
        {
            lab.SetFault(fault, true);
        }

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestCluster.Cancellation);
        lab.State.Phase.ShouldBe(LabPhase.Finished, lab.State.Message);
        lab.FaultsOn.Count.ShouldBe(4);
    }

    // A watch that is cut may end in the middle of a line, or cleanly: both are its end.
    private static async Task EndAsync(IAsyncEnumerator<JsonNode> watch)
    {
        try
        {
            while (await watch.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestCluster.Cancellation))
            {
                // what was still on its way
            }
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            // the connection was reset, which is what the fault is for
        }
    }
}
