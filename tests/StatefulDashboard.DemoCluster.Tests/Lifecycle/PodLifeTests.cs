using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Lifecycle;

/// <summary>The lives of pods and containers, as a kubelet would report them.</summary>
public class PodLifeTests
{
    [Fact]
    public async Task InitContainers_RunOneAfterAnother_BeforeTheMainOnes()
    {
        await using var cluster = new BareCluster();
        List<string> seen = [];
        cluster.Store.Listen(change =>
        {
            if (change.Object.Kind == ResourceKinds.Pods && change.Object.Root.Items("status", "initContainerStatuses").Any())
            {
                seen.Add(string.Join(' ', change.Object.Root.Items("status", "initContainerStatuses").Concat(change.Object.Root.Items("status", "containerStatuses")).Select(c => c.Object("state")!.First().Key))
                    + " " + change.Object.Root.Text("status", "phase"));
            }
        });
        cluster.Create(ResourceKinds.Pods, """
            {"metadata":{"name":"p"},"spec":{"initContainers":[{"name":"a","image":"i:1"},{"name":"b","image":"i:1"}],"containers":[{"name":"c","image":"i:1"}]}}
            """);
        cluster.Until(() => IsReady(cluster), "the pod is ready");
        seen.Distinct().ShouldBe(["running waiting waiting Pending", "terminated running waiting Pending", "terminated terminated running Running"]);
        cluster.Pod("p")!.Condition("Initialized").Text("status").ShouldBe("True");
    }

    [Fact]
    public async Task InitContainer_ThatCrashes_KeepsThePodPending()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Pods, """
            {"metadata":{"name":"p"},"spec":{"initContainers":[{"name":"a","image":"i:crash"}],"containers":[{"name":"c","image":"i:1"}]}}
            """);
        cluster.Until(() => cluster.Pod("p")!.Root.Items("status", "initContainerStatuses").SingleOrDefault().Number("restartCount") == 2, "it was restarted twice");
        cluster.Pod("p")!.Phase().ShouldBe("Pending");
        cluster.Pod("p")!.Condition("Initialized").Text("message").ShouldBe("containers with incomplete status: [a]");
        State(cluster).Text("waiting", "reason").ShouldBe("PodInitializing");
    }

    [Fact]
    public async Task Probes_AreWaitedFor_StartupBeforeReadiness()
    {
        await using var cluster = new BareCluster();
        List<(bool Started, bool Ready)> seen = [];
        cluster.Store.Listen(change =>
        {
            if (change.Object.Kind == ResourceKinds.Pods && change.Object.Root.Items("status", "containerStatuses").SingleOrDefault() is { } status)
            {
                seen.Add((status.Flag("started"), status.Flag("ready")));
            }
        });
        cluster.Create(ResourceKinds.Pods, """
            {"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i:1","startupProbe":{"tcpSocket":{"port":80}},"readinessProbe":{"httpGet":{"path":"/","port":80},"initialDelaySeconds":5}}]}}
            """);
        cluster.Until(() => IsReady(cluster), "the pod is ready");
        seen.ShouldBe([(false, false), (true, false), (true, true)]);
        cluster.Time.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task OutOfMemory_IsKilledAndRestartedWithBackOff_AndRecoversWhenTheModeIsTakenAway()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Pods, """{"metadata":{"name":"p","annotations":{"demo.stateful-dashboard.io/mode":"oomkilled"}},"spec":{"containers":[{"name":"c","image":"i:1"}]}}""");
        cluster.Until(() => IsReady(cluster), "it works at first");
        cluster.Until(() => State(cluster).Text("waiting", "reason") == "CrashLoopBackOff", "it waits after its end");
        var status = cluster.Pod("p")!.Root.Items("status", "containerStatuses").Single();
        status.Text("lastState", "terminated", "reason").ShouldBe("OOMKilled");
        status.Number("lastState", "terminated", "exitCode").ShouldBe(137);
        cluster.Until(() => cluster.Pod("p")!.Root.Items("status", "containerStatuses").Single().Number("restartCount") == 3, "it was restarted three times");
        cluster.Time.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(70), TimeSpan.FromSeconds(100), "10 s, 20 s, 40 s of back-off and three times 5 s of work");
        cluster.Told(cluster.Pod("p")!).ShouldContain($"Warning BackOff Back-off restarting failed container c in pod p_default({cluster.Pod("p")!.Uid})");

        cluster.Change(ResourceKinds.Pods, "p", root => root.Ensure("metadata", "annotations").Remove("demo.stateful-dashboard.io/mode"));
        cluster.Pass(60);
        IsReady(cluster).ShouldBeTrue();
        cluster.Pod("p")!.Root.Items("status", "containerStatuses").Single().Number("restartCount").ShouldBe(3);
    }

    [Fact]
    public async Task ImageThatCannotBePulled_IsToldInTheKubeletsWords()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Pods, """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"side","image":"i:1"},{"name":"c","image":"i:broken"}]}}""");
        cluster.Until(() => cluster.Pod("p")!.Root.Items("status", "containerStatuses").LastOrDefault().Text("state", "waiting", "reason") == "ImagePullBackOff", "the pull is given up");
        cluster.Told(cluster.Pod("p")!).Where(e => !e.Contains("Scheduled", StringComparison.Ordinal)).ShouldBe(
        [
            "Normal Pulling Pulling image \"i:broken\"",
            "Warning Failed Failed to pull image \"i:broken\": rpc error: code = NotFound desc = failed to pull and unpack image \"i:broken\": not found",
            "Warning Failed Error: ErrImagePull", "Normal BackOff Back-off pulling image \"i:broken\"", "Warning Failed Error: ImagePullBackOff",
        ]);
        cluster.Pod("p")!.Condition("ContainersReady").Text("message").ShouldBe("containers with unready status: [c]");
    }

    [Fact]
    public async Task Stop_TakesHookAndProcess_ButNotMoreThanTheGracePeriod()
    {
        await using var cluster = new BareCluster();
        foreach (var (name, grace) in new[] { ("p", 30), ("q", 4) })
        {
            cluster.Create(ResourceKinds.Pods, $$$"""
                {"metadata":{"name":"{{{name}}}","annotations":{"demo.stateful-dashboard.io/stop-seconds":"6"}},
                 "spec":{"terminationGracePeriodSeconds":{{{grace}}},"containers":[{"name":"c","image":"i:1","lifecycle":{"preStop":{"sleep":{"seconds":3} } } }]}}
                """);
        }

        cluster.Until(() => IsReady(cluster), "the pod is ready");
        foreach (var name in (string[])["p", "q"])
        {
            cluster.Objects.Delete(ResourceKinds.Pods, "default", name, new DeleteOptions());
        }

        cluster.Pass(3.9);
        cluster.Pod("q").ShouldNotBeNull();
        cluster.Pass(0.2);
        cluster.Pod("q").ShouldBeNull();
        cluster.Pass(4.8);
        cluster.Pod("p").ShouldNotBeNull();
        cluster.Pass(0.2);
        cluster.Pod("p").ShouldBeNull();
    }

    private static bool IsReady(BareCluster cluster) => cluster.Pod("p")!.Condition("Ready").Text("status") == "True";

    private static JsonObject? State(BareCluster cluster) => cluster.Pod("p")!.Root.Items("status", "containerStatuses").SingleOrDefault().Object("state");
}
