using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Lifecycle;

public sealed class PullAndExitTests
{
    [Theory]
    [InlineData("nginx", "", "Always", StatementCode.PullAlwaysLatest)]
    [InlineData("nginx:latest", "", "Always", StatementCode.PullAlwaysLatest)]
    [InlineData("registry.example:5000/nginx", "", "Always", StatementCode.PullAlwaysLatest)] // the registry's port is no tag
    [InlineData("nginx:1.27", "", "IfNotPresent", StatementCode.PullIfMissing)]
    [InlineData("nginx:1.27", "Always", "Always", StatementCode.PullAlways)]
    [InlineData("nginx:latest", "IfNotPresent", "IfNotPresent", StatementCode.PullIfMissingLatest)]
    [InlineData("nginx@sha256:0a", "", "IfNotPresent", StatementCode.PullIfMissingPinned)]
    [InlineData("nginx:1.27@sha256:0a", "Always", "Always", StatementCode.PullAlwaysPinned)]
    [InlineData("nginx:1.27", "Never", "Never", StatementCode.PullNever)]
    [InlineData("", "", "Always", StatementCode.PullAlwaysLatest)]
    public void Pull_OfThisImage_Means(string image, string policy, string effective, StatementCode meaning)
    {
        var plan = new Lives().WithContainer(container => container with { Image = image, ImagePullPolicy = policy }).Read().Pods[0].Plan.Containers[0];

        (plan.PullPolicy, plan.Pull.Code).ShouldBe((effective, meaning));
    }

    [Theory]
    [InlineData(137, "OOMKilled", "512Mi", StatementCode.EndOutOfMemory, "512Mi 137")]
    [InlineData(137, "OOMKilled", null, StatementCode.EndOutOfMemoryNode, "137")]
    [InlineData(1, "OOMKilled", "512Mi", StatementCode.EndOutOfMemory, "512Mi 1")] // a child was killed, the parent gave up
    [InlineData(137, "Error", "512Mi", StatementCode.EndKilled, "")]
    [InlineData(143, "Error", null, StatementCode.EndTerminated, "")]
    [InlineData(139, "Error", null, StatementCode.EndSegmentationFault, "")]
    [InlineData(134, "Error", null, StatementCode.EndAborted, "")]
    [InlineData(130, "Error", null, StatementCode.EndInterrupted, "")]
    [InlineData(136, "Error", null, StatementCode.EndSignal, "8")]
    [InlineData(126, "Error", null, StatementCode.EndNotExecutable, "")]
    [InlineData(127, "Error", null, StatementCode.EndNotFound, "")]
    [InlineData(128, "StartError", null, StatementCode.EndNotStarted, "")]
    [InlineData(137, "ContainerStatusUnknown", null, StatementCode.EndUnknown, "")]
    [InlineData(0, "Completed", null, StatementCode.EndCompleted, "")]
    [InlineData(2, "Error", null, StatementCode.EndError, "2")]
    [InlineData(255, "Error", null, StatementCode.EndError, "255")]
    [InlineData(-1, "", null, StatementCode.EndError, "-1")]
    public void LastEnd_OfThisCode_InWords(int code, string reason, string? limit, StatementCode text, string arguments)
    {
        var end = new ContainerTermination { ExitCode = code, Reason = reason, StartedAt = DateTimeOffset.UnixEpoch, FinishedAt = Lives.Now.AddMinutes(-31) };
        var life = new Lives().WithContainer(
            container => container with { Resources = new() { Limits = limit is null ? ValueMap.Empty : World.Labels("memory", limit) } },
            report => report with { RestartCount = 1, LastState = new() { Terminated = end } }).Read().Pods[0].Containers[0];

        var last = life.Last.ShouldNotBeNull();
        (last.Text.Code, string.Join(' ', last.Text.Arguments)).ShouldBe((text, arguments));
        (last.StartedAt, last.At).ShouldBe((null, (DateTimeOffset?)Lives.Now.AddMinutes(-31)), "1970 means that nobody knows");
    }

    [Theory]
    [InlineData("back-off 10s restarting failed container=nginx pod=web-0_db(pod-0)", 10L)]
    [InlineData("back-off 2m40s restarting failed container=nginx pod=web-0_db(pod-0)", 160L)]
    [InlineData("back-off 5m0s restarting failed container=nginx pod=web-0_db(pod-0)", 300L)]
    [InlineData("back-off restarting failed container", null)]
    [InlineData("back-off 9999h restarting failed container", null)]
    [InlineData("", null)]
    public void BackOff_InTheKubeletsWords_BecomesTheNextStart(string message, long? pause)
    {
        var life = Waiting("CrashLoopBackOff", message);

        life.BackOffSeconds.ShouldBe(pause);
        life.NextStartAt.ShouldBe(pause is null ? null : Lives.Now.AddSeconds(pause.Value - 2));
        life.Now.ShouldBe(pause is null ? Statement.Of(StatementCode.LifeBacksOffSometime, "4") : Statement.Of(StatementCode.LifeBacksOff, "4", $"{pause.Value}"));
    }

    [Theory]
    [InlineData("ImagePullBackOff", StatementCode.LifeNoImage)]
    [InlineData("CreateContainerConfigError", StatementCode.LifeNoConfiguration)]
    [InlineData("ContainerCreating", StatementCode.LifeIsCreated)]
    [InlineData("SomethingNew", StatementCode.LifeWaits)]
    public void Waiting_ForThisReason_IsSaid(string reason, StatementCode code) => Waiting(reason, "said").Now.Code.ShouldBe(code);

    private static ContainerLife Waiting(string reason, string message) => new Lives().WithContainer(container => container, report => report with
    {
        Ready = false, Started = false, RestartCount = 4, State = new() { Waiting = new() { Reason = reason, Message = message } },
        LastState = new() { Terminated = new() { ExitCode = 1, FinishedAt = Lives.Now.AddSeconds(-2) } },
    }).Read().Pods[0].Containers[0];
}
