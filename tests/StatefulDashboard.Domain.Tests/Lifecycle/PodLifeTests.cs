using System.Text.Json;
using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Lifecycle;

public sealed class PodLifeTests
{
    [Fact]
    public void Containers_SecondInitContainerRuns_TheRestWaitsForIt()
    {
        var pod = Staged(new() { Terminated = new() { ExitCode = 0, Reason = "Completed" } }, new() { Running = new() { StartedAt = Lives.Now } }, new() { Waiting = new() { Reason = "PodInitializing" } });

        pod.Containers.Select(container => $"{container.Name} {container.Now.Code} {string.Join(' ', container.Now.Arguments)}".TrimEnd()).ShouldBe(
            ["first EndCompleted", "second LifeInitRuns", "logs LifeWaitsForInit second", "nginx LifeWaitsForInit second"]);
    }

    [Fact]
    public void Containers_InitContainerFails_IsSaidAndHoldsUpTheRest()
    {
        var pod = Staged(new() { Terminated = new() { ExitCode = 127, Reason = "Error" } }, new() { Waiting = new() { Reason = "PodInitializing" } }, new() { Waiting = new() { Reason = "PodInitializing" } });

        pod.Containers.Select(container => $"{container.Name} {container.State} {container.Now.Code} {string.Join(' ', container.Now.Arguments)}".TrimEnd()).ShouldBe(
            ["first Failed EndNotFound", "second Waiting LifeWaitsForInit first", "logs Waiting LifeWaitsForInit first", "nginx Waiting LifeWaitsForInit first"]);
    }

    [Fact]
    public void Path_Unschedulable_SaysWhyInTheSchedulersWords()
    {
        const string why = "0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found";
        var pod = new Lives().With(one => one with
        {
            Spec = one.Spec with { NodeName = "" },
            Status = new() { Phase = "Pending", Conditions = [new() { Type = "PodScheduled", Status = "False", Reason = "Unschedulable", Message = why }] },
        }).Read().Pods[0];

        pod.Path.Select(step => $"{step.Kind} {step.State}").ShouldBe(["Created Done", "Scheduled Now", "Initialized Ahead", "ContainersReady Ahead", "Ready Ahead"]);
        (pod.Path[1].Reason, pod.Path[1].Message).ShouldBe(("Unschedulable", why));
        pod.Containers[0].Now.Code.ShouldBe(StatementCode.LifeWaitsForNode);
    }

    [Theory]
    [InlineData(false, null, StatementCode.ProbeNotPassed, StatementCode.ProbeWaitsForStartup)]
    [InlineData(false, "Startup probe failed: no", StatementCode.ProbeFailed, StatementCode.ProbeWaitsForStartup)]
    [InlineData(true, null, StatementCode.ProbePassed, StatementCode.ProbeNotPassed)]
    [InlineData(true, "Readiness probe failed: no", StatementCode.ProbePassed, StatementCode.ProbeFailed)]
    public void Probes_ContainerThatIsNotReady_EachReportsWhatIsKnown(bool started, string? message, StatementCode startup, StatementCode readiness)
    {
        var lives = new Lives().WithContainer(
            container => container with { StartupProbe = new(), ReadinessProbe = new() }, report => report with { Started = started, Ready = false });
        if (message is not null)
        {
            lives.Warnings.Add(Lives.Unhealthy(message));
        }

        lives.Read().Pods[0].Containers[0].Probes.Select(probe => probe.Now.Code).ShouldBe([startup, readiness]);
    }

    [Fact]
    public void Warnings_AboutThePodAsAWhole_AreShownNewestFirst()
    {
        var lives = new Lives().With(pod => pod);
        lives.Warnings.Add(Lives.Unhealthy("MountVolume.SetUp failed") with { Reason = "FailedMount", LastTimestamp = Lives.Now.AddSeconds(-9) });
        lives.Warnings.Add(Lives.Unhealthy("Multi-Attach error for volume \"pv-0\"") with { Reason = "FailedAttachVolume" });
        lives.Warnings.Add(Lives.Unhealthy("of another life") with { Reason = "FailedMount", InvolvedObject = new() { Name = "web-0", Uid = "gone" } });

        lives.Read().Pods[0].Warnings.Select(warning => warning.Reason + " " + warning.Message).ShouldBe(["FailedAttachVolume Multi-Attach error for volume \"pv-0\"", "FailedMount MountVolume.SetUp failed"]);
    }

    [Fact]
    public void Pods_OfOthers_AreNotTheSets()
    {
        var lives = new Lives().With(pod => pod);
        lives.Pods.Add(Lives.Pod(1) with { Metadata = Lives.Pod(1).Metadata with { OwnerReferences = [new() { Kind = "StatefulSet", Uid = "other", Controller = true }] } });
        lives.Pods.Add(Lives.Pod(2) with { Metadata = Lives.Pod(2).Metadata with { Name = "web-cache-2" } });
        lives.Pods.Add(Lives.Pod(10));
        lives.Pods.Add(Lives.Pod(9));

        lives.Read().Pods.Select(pod => pod.Name).ShouldBe(["web-0", "web-9", "web-10"], "by ordinal, not by letters");
    }

    [Fact]
    public void Differences_ImagesAndDigests_AreSaid()
    {
        var lives = new Lives { Template = Template("nginx:1.28") };
        lives.Pods.Add(WithImage(0, "nginx:1.27", "sha256:aa"));
        lives.Pods.Add(WithImage(1, "nginx:1.28", "sha256:bb"));
        lives.Pods.Add(WithImage(2, "nginx:1.28", "sha256:cc"));
        lives.Pods.Add(WithImage(3, "nginx:1.28", "sha256:bb"));

        lives.Read().Differences.ShouldBe(
        [
            Statement.Of(StatementCode.DifferentImage, "web-0", "nginx", "nginx:1.27", "nginx:1.28"),
            Statement.Of(StatementCode.DifferentDigest, "web-2", "nginx", "nginx:1.28", "web-1, web-3"),
        ]);
    }

    [Fact]
    public void Differences_AllAsTheTemplate_AreNone()
    {
        var lives = new Lives { Template = Template("nginx:1.27") };
        lives.Pods.Add(WithImage(0, "nginx:1.27", "sha256:aa"));
        lives.Pods.Add(WithImage(1, "nginx:1.27", ""));

        lives.Read().Differences.ShouldBeEmpty();
    }

    /// <summary>Everything missing, null or absurd: nothing is thrown, and two readings are equal.</summary>
    [Theory]
    [InlineData("""{"metadata":{"name":"web-0"}}""")]
    [InlineData("""{"metadata":{"name":"web-0"},"spec":null,"status":null}""")]
    [InlineData("""{"metadata":{"name":"web-0","deletionTimestamp":"0001-01-01T00:00:00Z","finalizers":null},"spec":{"containers":null,"initContainers":[null,{}],"volumes":[{}],"securityContext":null},"status":{"conditions":null,"containerStatuses":[{"name":null,"state":null}]}}""")]
    [InlineData("""{"metadata":{"name":"web-0"},"spec":{"terminationGracePeriodSeconds":-9223372036854775808,"containers":[{"name":"","image":"@:/","env":[{}],"envFrom":[{}],"startupProbe":{},"livenessProbe":{"httpGet":{}},"readinessProbe":{"tcpSocket":{},"periodSeconds":9223372036854775807},"lifecycle":{"postStart":{},"preStop":{"sleep":{"seconds":-9}}},"volumeMounts":[{}],"resources":null}]},"status":{"containerStatuses":[{"name":"","restartCount":-5,"state":{"terminated":{}}},{"name":"","state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off 0s restarting x"}}}]}}""")]
    [InlineData("""{"metadata":{"name":"web-0"},"spec":{"containers":[{"name":"a","image":"a"},{"name":"a","image":"b"}]},"status":{"containerStatuses":[{"name":"a","lastState":{"terminated":{"exitCode":2147483647,"signal":2147483647,"finishedAt":"9999-12-31T23:59:59Z"}},"state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off 5m0s restarting x"}}}]}}""")]
    public void Life_OfAnAbsurdPod_IsTold(string json)
    {
        var lives = new Lives();
        var pod = JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.PodDetail)!;
        lives.Pods.Add(pod with { Metadata = pod.Metadata with { Namespace = "db", OwnerReferences = [new() { Uid = "set-uid", Controller = true }] } });
        lives.Template = new() { Metadata = new() { Name = "web" }, Spec = new() { Template = new() { Spec = pod.Spec } } };

        lives.Read().Pods.Count.ShouldBe(1);
        lives.Read().ShouldBe(lives.Read());
    }

    private static PodLife Staged(ContainerReportState first, ContainerReportState second, ContainerReportState rest) => new Lives().With(pod => pod with
    {
        Spec = pod.Spec with { InitContainers = [new() { Name = "first" }, new() { Name = "second" }, new() { Name = "logs", RestartPolicy = "Always" }] },
        Status = new()
        {
            Phase = "Pending",
            InitContainerStatuses = [new() { Name = "first", State = first }, new() { Name = "second", State = second }, new() { Name = "logs", State = rest }],
            ContainerStatuses = [new() { Name = "nginx", State = rest }],
        },
    }).Read().Pods[0];

    private static StatefulSetDetail Template(string image) =>
        new() { Metadata = new() { Name = "web" }, Spec = new() { Template = new() { Spec = new() { Containers = [new() { Name = "nginx", Image = image }] } } } };

    private static PodDetail WithImage(int ordinal, string image, string id)
    {
        var pod = Lives.Pod(ordinal);
        return pod with
        {
            Spec = pod.Spec with { Containers = [pod.Spec.Containers[0] with { Image = image }] },
            Status = pod.Status with { ContainerStatuses = [pod.Status.ContainerStatuses[0] with { ImageID = id }] },
        };
    }
}
