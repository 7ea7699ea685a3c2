using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;
using StatefulDashboard.DemoCluster.Scenarios.Lab;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Scenarios;

/// <summary>The faults of pods, volumes and nodes: each does what its switch says, to whom it says, and ends when it is switched off.</summary>
public sealed class LabFaultTests
{
    [Fact]
    public async Task SlowStarts_IsOn_MakesPodsTakeTenTimesAsLong()
    {
        await using var cluster = new BareCluster();
        var usual = TimeToReady(cluster, "before");

        cluster.Faults.Set("slow-starts", true);
        var slow = TimeToReady(cluster, "during");
        cluster.Faults.Set("slow-starts", false);

        usual.ShouldBeInRange(TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(1));
        (slow / usual).ShouldBeInRange(8, 10.5);
        TimeToReady(cluster, "after").ShouldBe(usual);
    }

    [Fact]
    public async Task FailingProbes_IsOn_ConcernsNewPodsOnlyAndEndsWithTheSwitch()
    {
        await using var cluster = new BareCluster();
        TimeToReady(cluster, "old");

        cluster.Faults.Set("failing-probes", true);
        cluster.Create(ResourceKinds.StatefulSets, OneReplica("new"));
        cluster.Time.Advance(TimeSpan.FromMinutes(5));
        cluster.Pod("new-0")!.Root.Text("status", "phase").ShouldBe("Running", "it runs, and that is all");
        IsReady(cluster, "new-0").ShouldBeFalse();
        IsReady(cluster, "old-0").ShouldBeTrue();

        cluster.Faults.Set("failing-probes", false);
        cluster.Time.RunUntil(() => IsReady(cluster, "new-0"), TimeSpan.FromSeconds(10)).ShouldBeTrue();
        cluster.Pod("new-0")!.Root.Object("metadata", "annotations")?.Count.ShouldBe(0, "the pod keeps no trace of the fault");
    }

    [Fact]
    public async Task NoVolumes_IsOn_LeavesNewClaimsPendingAndSaysWhy()
    {
        await using var cluster = new BareCluster();
        cluster.Faults.Set("no-volumes", true);
        cluster.Create(ResourceKinds.StatefulSets, TestCluster.NewSet(replicas: 1));
        cluster.Time.Advance(TimeSpan.FromMinutes(5));

        var claim = cluster.Store.Get(ResourceKinds.Claims, "default", "www-web-0")!;
        claim.Root.Text("status", "phase").ShouldBe("Pending");
        cluster.Told(claim).ShouldContain(told => told.StartsWith("Warning ProvisioningFailed ", StringComparison.Ordinal));

        cluster.Faults.Set("no-volumes", false);
        cluster.Time.RunUntil(() => IsReady(cluster, "web-0"), TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    public async Task DeadNode_IsOn_SilencesThatNodeAndNoOther(string letter)
    {
        await using var cluster = new BareCluster();
        string[] Silent() => [.. cluster.Store.All(ResourceKinds.Nodes).Where(n => n.Condition("Ready").Text("status") != "True").Select(n => n.Name)];

        cluster.Faults.Set("dead-node-" + letter, true);
        cluster.Time.Advance(TimeSpan.FromMinutes(1));
        Silent().ShouldBe(["node-" + letter]);

        cluster.Faults.Set("dead-node-" + letter, false);
        cluster.Time.Advance(TimeSpan.FromMinutes(1));
        Silent().ShouldBeEmpty();
    }

    [Fact]
    public async Task Reset_AllFaultsAreOn_SwitchesThemOff()
    {
        await using var cluster = new BareCluster();
        foreach (var fault in DemoFaults.Known)
        {
            cluster.Faults.Set(fault, true);
        }

        cluster.Faults.On.Count.ShouldBe(DemoFaults.Known.Length);
        cluster.Player.Reset(LabCatalog.Load(null).Scenarios[0]);
        cluster.Time.RunUntil(() => cluster.Player.State.Phase == LabPhase.Idle, TimeSpan.FromMinutes(1)).ShouldBeTrue();
        cluster.Faults.On.ShouldBeEmpty();
        TimeToReady(cluster, "web").ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    private static TimeSpan TimeToReady(BareCluster cluster, string set)
    {
        var before = cluster.Time.Elapsed;
        cluster.Create(ResourceKinds.StatefulSets, OneReplica(set));
        cluster.Time.RunUntil(() => IsReady(cluster, set + "-0"), TimeSpan.FromMinutes(5)).ShouldBeTrue();
        return cluster.Time.Elapsed - before;
    }

    private static bool IsReady(BareCluster cluster, string pod) => cluster.Pod(pod)?.Condition("Ready").Text("status") == "True";

    // without claims: only the pod takes its time
    private static string OneReplica(string name)
    {
        var set = (JsonObject)JsonNode.Parse(TestCluster.NewSet(name, 1))!;
        set["spec"]!.AsObject().Remove("volumeClaimTemplates");
        set["spec"]!["template"]!["spec"]!["containers"]![0]!.AsObject().Remove("volumeMounts");
        return set.ToJsonString();
    }
}
