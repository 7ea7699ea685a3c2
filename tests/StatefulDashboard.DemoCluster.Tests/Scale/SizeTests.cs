using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Scale;

/// <summary>The work of a cluster grows with what is in it, not with its square. (The benchmark demo-size measures the full size.)</summary>
public class SizeTests
{
    [Fact]
    public async Task Sets_FourTimesAsMany_TakeFourTimesAsManyWrites()
    {
        var few = await WritesOfAsync(15);
        var many = await WritesOfAsync(60);
        // what a cluster has from the start is in both; within a few percent the rest is proportional
        ((double)many / few).ShouldBeInRange(3.6, 4.2);
    }

    [Fact]
    public async Task Roots_NotUsedLately_AreReadAgainFromTheirText()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.ConfigMaps, """{"metadata":{"name":"first","labels":{"a":"b"}},"data":{"k":"v"}}""");
        var first = cluster.Store.Get(ResourceKinds.ConfigMaps, "default", "first")!;
        for (var i = 0; i < 5000; i++)
        {
            cluster.Create(ResourceKinds.ConfigMaps, $$$"""{"metadata":{"name":"c{{{i}}}"} }""");
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        first.Root.Text("data", "k").ShouldBe("v");
        first.Root.ToUtf8().ShouldBe(first.Utf8);
        first.Labels.Text("a").ShouldBe("b");
    }

    private static async Task<long> WritesOfAsync(int sets)
    {
        await using var cluster = new BareCluster();
        for (var i = 0; i < sets; i++)
        {
            cluster.Create(ResourceKinds.Services, TestCluster.NewService($"svc-{i}", $"web-{i}"));
            cluster.Create(ResourceKinds.StatefulSets, TestCluster.NewSet($"web-{i}", 10));
        }

        cluster.Time.RunUntil(() => cluster.Store.All(ResourceKinds.StatefulSets).All(s => s.Root.Number("status", "readyReplicas") == 10), TimeSpan.FromMinutes(10)).ShouldBeTrue();
        return cluster.Store.Version - ResourceStore.FirstVersion;
    }
}
