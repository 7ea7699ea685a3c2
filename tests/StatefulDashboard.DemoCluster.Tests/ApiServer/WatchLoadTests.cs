using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer;

/// <summary>Ten watchers over HTTPS at a thousand changes a second: each gets every change, in order, as it comes.</summary>
public class WatchLoadTests
{
    private const string Variable = "STATEFULDASHBOARD_LOAD_SECONDS";
    private const int Watchers = 10;
    private const int PerSecond = 1000;
    private static readonly WriteOptions Writer = new("load");

    // one second in the normal run; three prove that nothing piles up
    private static int Seconds => int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 1;

    [Fact]
    public async Task TenWatchers_AtAThousandChangesASecond_LoseNoEvent()
    {
        await using var cluster = await TestCluster.StartAsync();
        var objects = cluster.Host.Objects;
        await cluster.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"load"}}""");
        var from = objects.Store.Version;
        var total = PerSecond * Seconds;
        using var finished = CancellationTokenSource.CreateLinkedTokenSource(TestCluster.Cancellation);
        finished.CancelAfter(TimeSpan.FromSeconds(Seconds + 30));
        var watching = Enumerable.Range(0, Watchers).Select(_ => FollowAsync(cluster, from, total, finished.Token)).ToArray();
        await UntilAsync(() => objects.Store.WatcherCount(ResourceKinds.ConfigMaps) >= Watchers, finished.Token);

        var written = new List<long>(total);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < total; i++)
        {
            written.Add(Write(objects, i).Version);
            if (clock.Elapsed < TimeSpan.FromSeconds((double)(i + 1) / PerSecond) && i % 10 == 9)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)(i + 1) / PerSecond) - clock.Elapsed is { Ticks: > 0 } early ? early : TimeSpan.Zero, finished.Token);
            }
        }

        var writing = clock.Elapsed;
        var seen = await Task.WhenAll(watching);
        foreach (var versions in seen)
        {
            versions.ShouldBe(written);
        }

        writing.ShouldBeLessThan(TimeSpan.FromSeconds(Seconds * 3), "a thousand changes a second are to be written while ten watch");
        (clock.Elapsed - writing).ShouldBeLessThan(TimeSpan.FromSeconds(5), "the watchers are to keep up");
    }

    private static StoredObject Write(ObjectApi objects, int i) => i < 100
        ? objects.Create(ResourceKinds.ConfigMaps, "load", new JsonObject { ["metadata"] = new JsonObject { ["name"] = $"map-{i}" }, ["data"] = new JsonObject { ["n"] = "0" } }, Writer)
        : objects.Modify(ResourceKinds.ConfigMaps, "load", $"map-{i % 100}", null, Writer, root =>
        {
            root["data"] = new JsonObject { ["n"] = i.ToString(CultureInfo.InvariantCulture) };
            return root;
        });

    private static async Task<List<long>> FollowAsync(TestCluster cluster, long from, int count, CancellationToken cancellation)
    {
        List<long> versions = [];
        // the namespace's own certificate map is none of the load
        await foreach (var change in cluster.WatchAsync($"/api/v1/namespaces/load/configmaps?watch=true&resourceVersion={from}&fieldSelector=metadata.name%21%3Dkube-root-ca.crt", cancellation))
        {
            versions.Add(long.Parse((string)change["object"]!["metadata"]!["resourceVersion"]!, CultureInfo.InvariantCulture));
            if (versions.Count == count)
            {
                break;
            }
        }

        return versions;
    }

    private static async Task UntilAsync(Func<bool> holds, CancellationToken cancellation)
    {
        while (!holds())
        {
            await Task.Delay(5, cancellation);
        }
    }
}
