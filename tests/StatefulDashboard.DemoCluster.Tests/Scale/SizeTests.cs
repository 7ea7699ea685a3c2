using System.Diagnostics;
using System.Globalization;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Scale;

/// <summary>A cluster grows in work and memory in proportion to what is in it.</summary>
public class SizeTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(1000)]
    public async Task Grow(int sets)
    {
        var watch = Stopwatch.StartNew();
        await using var cluster = new BareCluster();
        for (var i = 0; i < sets; i++)
        {
            cluster.Create(ResourceKinds.Services, TestCluster.NewService($"svc-{i}", $"web-{i}"));
            cluster.Create(ResourceKinds.StatefulSets, TestCluster.NewSet($"web-{i}", 10).Replace("\"serviceName\":\"nginx\"", $"\"serviceName\":\"svc-{i}\"", StringComparison.Ordinal));
        }

        cluster.Time.RunUntil(() => cluster.Store.All(ResourceKinds.StatefulSets).All(s => s.Root.Number("status", "readyReplicas") == 10), TimeSpan.FromMinutes(10)).ShouldBeTrue();
        var memory = GC.GetTotalMemory(true) / 1024 / 1024;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SIZE {sets}: {watch.Elapsed.TotalSeconds:0.0} s, {memory} MB, version {cluster.Store.Version}, pods {cluster.Pods.Count()}, virtual {cluster.Time.Elapsed}, ws {Process.GetCurrentProcess().WorkingSet64 / 1024 / 1024} MB, pod {cluster.Pods.First().Utf8.Length} bytes"));
    }
}
