using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Lifecycle;

public sealed class StopTests
{
    [Fact]
    public void Stop_WithinItsGrace_HasItsTimeAndWaitsForItsContainers()
    {
        var life = new Lives().Terminating(Lives.Now.AddSeconds(20)).Read();

        var stop = life.Pods[0].Stop.ShouldNotBeNull();
        (stop.AskedAt, stop.EndsAt, stop.GraceSeconds, stop.IsOverdue).ShouldBe((Lives.Now.AddSeconds(-10), Lives.Now.AddSeconds(20), 30, false));
        stop.WaitsFor.ShouldBe([Statement.Of(StatementCode.StopRunning, "nginx")]);
        stop.Advice.ShouldBe([Statement.Of(StatementCode.StopReplacement, "web-0")]);
        life.NextChangeAt.ShouldBe(Lives.Now.AddSeconds(20));
    }

    [Fact]
    public void Stop_Finalizers_AreNamedEach()
    {
        var stop = Stop(new Lives().Terminating(Lives.Now.AddSeconds(-5), pod => pod with { Metadata = pod.Metadata with { Finalizers = ["example.com/drain", "batch.kubernetes.io/job-tracking"] } }));

        stop.Finalizers.ShouldBe(["example.com/drain", "batch.kubernetes.io/job-tracking"]);
        stop.WaitsFor.Where(wait => wait.Code == StatementCode.StopFinalizer).Select(wait => wait.Arguments[0]).ShouldBe(["example.com/drain", "batch.kubernetes.io/job-tracking"]);
        stop.Advice.ShouldContain(Statement.Of(StatementCode.StopFinalizerAdvice));
    }

    [Theory]
    [InlineData("True", null, NodeHealth.Ready)]
    [InlineData("Unknown", null, NodeHealth.NotReady)]
    [InlineData("False", null, NodeHealth.NotReady)]
    [InlineData("Unknown", NodeDetail.OutOfService, NodeHealth.OutOfService)]
    [InlineData(null, null, NodeHealth.Gone)]
    public void Stop_NodeInThisState_IsSaidAndProofIsAskedForOnlyWhereNeeded(string? ready, string? taint, NodeHealth health)
    {
        var lives = new Lives().Terminating(Lives.Now.AddMinutes(-10));
        lives.Nodes.Clear();
        if (ready is not null)
        {
            lives.Nodes["node-a"] = Lives.Node("node-a", ready, taint);
        }

        var stop = Stop(lives);

        (stop.Node, stop.IsOverdue).ShouldBe((health, true));
        lives.Read().Pods[0].NodeHealth.ShouldBe(health, "what such a node told is old");
        stop.Advice.Any(advice => advice.Code == StatementCode.StopProof).ShouldBe(health == NodeHealth.NotReady);
        stop.WaitsFor.Select(wait => wait.Code).ShouldContain(health switch
        {
            NodeHealth.Ready => StatementCode.StopRunningStill,
            NodeHealth.NotReady => StatementCode.StopNodeNotReady,
            NodeHealth.OutOfService => StatementCode.StopNodeOutOfService,
            _ => StatementCode.StopNodeGone,
        });
    }

    [Fact]
    public void Stop_NodesMayNotBeRead_IsNoNodeThatIsGone()
    {
        var lives = new Lives { NodesAreRead = false }.Terminating(Lives.Now.AddMinutes(-10));
        lives.Nodes.Clear();

        var stop = Stop(lives);

        stop.Node.ShouldBe(NodeHealth.Unknown);
        stop.WaitsFor.ShouldContain(Statement.Of(StatementCode.StopNodeUnread, "node-a"));
        stop.Advice.Select(advice => advice.Code).ShouldContain(StatementCode.StopProof);
    }

    [Fact]
    public void Stop_VolumeAttachedToItsNode_IsNamedWithItsClaim()
    {
        var lives = new Lives().Terminating(Lives.Now.AddSeconds(-40), pod => pod with { Status = pod.Status with { ContainerStatuses = [] } });
        lives.World.Pod(0).Claim(0);
        lives.Attachments.Add(new() { Metadata = new() { Name = "a" }, Spec = new() { NodeName = "node-a", Source = new() { PersistentVolumeName = "pv-0" } }, Status = new() { Attached = true } });
        lives.Attachments.Add(new() { Metadata = new() { Name = "b" }, Spec = new() { NodeName = "node-b", Source = new() { PersistentVolumeName = "pv-0" } }, Status = new() { Attached = true } });

        Stop(lives).WaitsFor.ShouldBe([Statement.Of(StatementCode.StopAttached, "pv-0", "www-web-0", "node-a")]);
    }

    [Fact]
    public void Stop_VolumeAttachedElsewhere_IsNotWaitedFor()
    {
        var lives = new Lives().Terminating(Lives.Now.AddSeconds(-40), pod => pod with { Status = pod.Status with { ContainerStatuses = [] } });
        lives.World.Pod(0).Claim(0);
        lives.Attachments.Add(new() { Metadata = new() { Name = "b" }, Spec = new() { NodeName = "node-b", Source = new() { PersistentVolumeName = "pv-0" } }, Status = new() { Attached = true } });
        lives.Attachments.Add(new() { Metadata = new() { Name = "c" }, Spec = new() { NodeName = "node-a", Source = new() { PersistentVolumeName = "pv-0" } } });

        Stop(lives).WaitsFor.ShouldBe([Statement.Of(StatementCode.StopKubelet, "node-a")], "attached to another node, and not yet attached");
    }

    [Fact]
    public void Stop_CondemnedPod_IsNotSaidToComeBack()
    {
        var lives = new Lives().Terminating(Lives.Now.AddSeconds(20));
        lives.World.Replicas(0);

        Stop(lives).Advice.ShouldBeEmpty();
    }

    [Fact]
    public void Stop_AbsurdTimes_DoNotThrow()
    {
        foreach (var endsAt in new[] { DateTimeOffset.MinValue, DateTimeOffset.MaxValue })
        {
            Stop(new Lives().Terminating(endsAt, pod => pod with { Metadata = pod.Metadata with { DeletionGracePeriodSeconds = long.MaxValue } })).EndsAt.ShouldBe(endsAt);
        }
    }

    private static PodStop Stop(Lives lives) => lives.Read().Pods[0].Stop.ShouldNotBeNull();
}
