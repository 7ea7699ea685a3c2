using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer;

public class WatchTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Watch_FromAVersion_TellsOnlyWhatCameAfter()
    {
        await using var cluster = await TestCluster.StartAsync();
        var first = await cluster.PostAsync(Maps, """{"metadata":{"name":"before"}}""");
        await cluster.PostAsync(Maps, """{"metadata":{"name":"after"}}""");
        await foreach (var change in cluster.WatchAsync($"{Maps}?watch=true&resourceVersion={first["metadata"]!["resourceVersion"]}", TestCluster.Cancellation))
        {
            ((string?)change["type"]).ShouldBe("ADDED");
            ((string?)change["object"]!["metadata"]!["name"]).ShouldBe("after");
            break;
        }
    }

    [Fact]
    public async Task Watch_FromACompactedVersion_IsExpired()
    {
        await using var cluster = await TestCluster.StartAsync();
        await foreach (var change in cluster.WatchAsync($"{Maps}?watch=true&resourceVersion=1", TestCluster.Cancellation))
        {
            ((string?)change["type"]).ShouldBe("ERROR");
            ((int?)change["object"]!["code"]).ShouldBe(410);
            ((string?)change["object"]!["reason"]).ShouldBe("Expired");
        }
    }

    [Fact]
    public async Task StreamingList_EndsItsInitialEventsWithABookmark()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(Maps, """{"metadata":{"name":"a"}}""");
        List<string> types = [];
        await foreach (var change in cluster.WatchAsync(Maps + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true", TestCluster.Cancellation))
        {
            types.Add((string)change["type"]!);
            if (types[^1] == "BOOKMARK")
            {
                ((string?)change["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]).ShouldBe("true");
                break;
            }
        }

        types.Count(t => t == "ADDED").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Watch_ObjectLeavesTheSelector_TellsADeletion()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(Maps, """{"metadata":{"name":"a","labels":{"x":"1"}}}""");
        List<string> types = [];
        await foreach (var change in cluster.WatchAsync(Maps + "?watch=true&labelSelector=x%3D1", TestCluster.Cancellation))
        {
            types.Add((string)change["type"]!);
            if (types.Count == 1)
            {
                await cluster.MergeAsync(Maps + "/a", """{"metadata":{"labels":{"x":"2"}}}""");
            }
            else
            {
                ((string?)change["object"]!["metadata"]!["labels"]!["x"]).ShouldBe("1");
                break;
            }
        }

        types.ShouldBe(["ADDED", "DELETED"]);
    }

    [Fact]
    public async Task Watch_TimeoutSecondsAreOver_EndsCleanly()
    {
        await using var cluster = await TestCluster.StartAsync();
        await foreach (var _ in cluster.WatchAsync(Maps + "?watch=true&timeoutSeconds=1&fieldSelector=metadata.name%3Dnothing", TestCluster.Cancellation))
        {
            Assert.Fail("nothing was to be told");
        }
    }

    [Fact]
    public async Task StopApi_CutsWatches_AndStartApiListensOnTheSamePort()
    {
        await using var cluster = await TestCluster.StartAsync();
        var address = cluster.Host.Address;
        var watching = new TaskCompletionSource();
        var ended = Task.Run(async () =>
        {
            await foreach (var _ in cluster.WatchAsync(Maps + "?watch=true", TestCluster.Cancellation))
            {
                watching.TrySetResult();
            }
        }, TestCluster.Cancellation);
        await watching.Task.WaitAsync(TimeSpan.FromSeconds(5), TestCluster.Cancellation);
        await cluster.Host.StopApiAsync(TestCluster.Cancellation);
        await Should.ThrowAsync<Exception>(() => ended.WaitAsync(TimeSpan.FromSeconds(5), TestCluster.Cancellation));
        await Should.ThrowAsync<HttpRequestException>(() => cluster.GetAsync("/version"));
        await cluster.Host.StartApiAsync(TestCluster.Cancellation);
        cluster.Host.Address.ShouldBe(address);
        (await cluster.GetAsync("/version"))["gitVersion"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Port_InUse_IsNamedWithItsSetting()
    {
        await using var cluster = await TestCluster.StartAsync();
        var options = new DemoClusterOptions { Seed = "empty", Port = cluster.Host.Address.Port };
        var failure = await Should.ThrowAsync<IOException>(() => DemoClusterHost.StartAsync(options, null, TestCluster.Cancellation));
        failure.Message.ShouldContain($"127.0.0.1:{options.Port}");
        failure.Message.ShouldContain("DemoCluster:Port");
    }
}
