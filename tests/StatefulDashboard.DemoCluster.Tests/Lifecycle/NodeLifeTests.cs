using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Lifecycle;

/// <summary>A node dies, and what Kubernetes does about it and its pods (kubernetes pkg/controller/nodelifecycle, tainteviction, podgc).</summary>
public class NodeLifeTests
{
    private static string NodeOf(StoredObject pod) => pod.Root.Text("spec", "nodeName")!;

    [Fact]
    public async Task NodeDies_IsTaintedAndItsPodsAreNotReadyThenTerminatingForEver()
    {
        await using var cluster = WithSet();
        var lost = cluster.Pod("web-1")!;
        cluster.Kill(NodeOf(lost));
        cluster.Pass(3);
        cluster.Get(ResourceKinds.Nodes, NodeOf(lost)).Condition("Ready").Text("status").ShouldBe("True", "the grace period is not over");

        cluster.Pass(2);
        var node = cluster.Get(ResourceKinds.Nodes, NodeOf(lost));
        node.Condition("Ready").Text("status").ShouldBe("Unknown");
        node.Condition("Ready").Text("reason").ShouldBe("NodeStatusUnknown");
        node.Root.Items("spec", "taints").Select(t => $"{t.Text("key")}:{t.Text("effect")}").ShouldBe(["node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/unreachable:NoExecute"]);
        cluster.Told(node).ShouldBe([$"Normal NodeNotReady Node {node.Name} status is now: NodeNotReady"]);
        cluster.Pod("web-1")!.Condition("Ready").Text("status").ShouldBe("False");
        cluster.Pod("web-1")!.IsTerminating.ShouldBeFalse("300 s of toleration are not over");
        cluster.Told(lost).ShouldContain("Warning NodeNotReady Node is not ready");
        EndpointOf(cluster, "web-1").At("conditions", "ready")!.ToString().ShouldBe("false");

        cluster.Pass(11);
        cluster.Pod("web-1")!.IsTerminating.ShouldBeTrue();
        cluster.Pod("web-1")!.Condition("DisruptionTarget").Text("reason").ShouldBe("DeletionByTaintManager");
        cluster.Told(lost).ShouldContain("Normal TaintManagerEviction Marking for deletion Pod default/web-1");

        cluster.Pass(3600);
        cluster.Pod("web-1")!.Uid.ShouldBe(lost.Uid, "nobody says that the process has ended, so nobody may replace it");
    }

    [Fact]
    public async Task OutOfServiceTaint_SetsTheSetFreeToReplaceThePod()
    {
        await using var cluster = WithSet();
        var lost = cluster.Pod("web-1")!;
        cluster.Kill(NodeOf(lost));
        cluster.Pass(60);
        cluster.Change(ResourceKinds.Nodes, NodeOf(lost), root => ((JsonArray)root.Ensure("spec")["taints"]!).Add(
            new JsonObject { ["key"] = "node.kubernetes.io/out-of-service", ["value"] = "nodeshutdown", ["effect"] = "NoExecute" }));
        cluster.Until(() => cluster.Pod("web-1") is { } pod && pod.Uid != lost.Uid && pod.Condition("Ready").Text("status") == "True", "web-1 is there again");
        NodeOf(cluster.Pod("web-1")!).ShouldNotBe(NodeOf(lost));
    }

    [Fact]
    public async Task NodeDeleted_ItsPodsAreCollectedAndReplaced()
    {
        await using var cluster = WithSet();
        var lost = cluster.Pod("web-1")!;
        cluster.Kill(NodeOf(lost));
        cluster.Pass(60);
        cluster.Objects.Delete(ResourceKinds.Nodes, "", NodeOf(lost), new DeleteOptions());
        cluster.Until(() => cluster.Pod("web-1") is { } pod && pod.Uid != lost.Uid && pod.Condition("Ready").Text("status") == "True", "web-1 is there again");
    }

    [Fact]
    public async Task NodeComesBack_BeforeTheEviction_ItsPodGoesOn()
    {
        await using var cluster = WithSet();
        var pod = cluster.Pod("web-1")!;
        cluster.Kill(NodeOf(pod));
        cluster.Pass(8);
        cluster.Kill(NodeOf(pod), isDead: false);
        cluster.Pass(60);
        var node = cluster.Get(ResourceKinds.Nodes, NodeOf(pod));
        node.Condition("Ready").Text("status").ShouldBe("True");
        node.Root.Items("spec", "taints").ShouldBeEmpty();
        cluster.Pod("web-1")!.Uid.ShouldBe(pod.Uid);
        cluster.Pod("web-1")!.Condition("Ready").Text("status").ShouldBe("True");
        cluster.Pod("web-1")!.Root.Items("status", "containerStatuses").Single().Number("restartCount").ShouldBe(0);
        cluster.Told(pod).ShouldContain("Normal TaintManagerEviction Cancelling deletion of Pod default/web-1");
    }

    [Fact]
    public async Task NodeComesBack_AfterTheEviction_ItsPodEndsAndIsReplaced()
    {
        await using var cluster = WithSet();
        var lost = cluster.Pod("web-1")!;
        cluster.Kill(NodeOf(lost));
        cluster.Pass(60);
        cluster.Kill(NodeOf(lost), isDead: false);
        cluster.Until(() => cluster.Pod("web-1") is { } pod && pod.Uid != lost.Uid && pod.Condition("Ready").Text("status") == "True", "web-1 is there again");
    }

    [Fact]
    public async Task UserTaint_NoExecute_EvictsAtOnceWhatDoesNotTolerateIt()
    {
        await using var cluster = WithSet();
        var pod = cluster.Pod("web-1")!;
        cluster.Change(ResourceKinds.Nodes, NodeOf(pod), root => root.Ensure("spec")["taints"] = new JsonArray(new JsonObject { ["key"] = "maintenance", ["effect"] = "NoExecute" }));
        cluster.Until(() => cluster.Pod("web-1") is { } now && now.Uid != pod.Uid && NodeOf(now) is { Length: > 0 } node && node != NodeOf(pod), "web-1 is elsewhere");
    }

    [Fact]
    public async Task NoNodeFits_TheSchedulerSaysWhyForEachNode()
    {
        await using var cluster = new BareCluster();
        cluster.Change(ResourceKinds.Nodes, "node-a", root => root.Ensure("spec")["unschedulable"] = true);
        cluster.Change(ResourceKinds.Nodes, "node-b", root => root.Ensure("spec")["taints"] = new JsonArray(new JsonObject { ["key"] = "special", ["effect"] = "NoSchedule" }));
        cluster.Create(ResourceKinds.Pods, """{"metadata":{"name":"p"},"spec":{"nodeSelector":{"disk":"fast"},"containers":[{"name":"c","image":"i:1"}]}}""");
        cluster.Pass(1);
        cluster.Pod("p")!.Condition("PodScheduled").Text("message").ShouldBe(
            "0/3 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable. "
            + "no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.");
    }

    [Fact]
    public async Task AntiAffinityByHostname_LeavesTheFourthMemberWaiting()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.StatefulSets, TestCluster.NewSet(replicas: 4, more: "\"podManagementPolicy\":\"Parallel\",").Replace("\"containers\"",
            """
            "affinity":{"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"labelSelector":{"matchLabels":{"app":"web"}},"topologyKey":"kubernetes.io/hostname"}]}},"containers"
            """, StringComparison.Ordinal));
        cluster.Until(() => cluster.Status(ResourceKinds.StatefulSets, "web", "readyReplicas") == 3, "three are ready");
        cluster.Pass(5);
        cluster.Pods.Where(p => p.Root.Text("spec", "nodeName") is not null).Select(NodeOf).Distinct().Count().ShouldBe(3);
        cluster.Pods.Single(p => p.Root.Text("spec", "nodeName") is null).Condition("PodScheduled").Text("message")!.ShouldStartWith("0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules.");
    }

    private static BareCluster WithSet()
    {
        var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Services, TestCluster.NewService());
        cluster.Create(ResourceKinds.StatefulSets, TestCluster.NewSet());
        cluster.Until(() => cluster.Status(ResourceKinds.StatefulSets, "web", "readyReplicas") == 3, "the set is ready");
        return cluster;
    }

    private static JsonObject EndpointOf(BareCluster cluster, string pod)
        => cluster.Store.In(ResourceKinds.EndpointSlices, "default").SelectMany(s => s.Root.Items("endpoints")).Single(e => e.Text("targetRef", "name") == pod);
}
