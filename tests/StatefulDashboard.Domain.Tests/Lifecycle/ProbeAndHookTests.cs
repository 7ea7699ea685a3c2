using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Lifecycle;

public sealed class ProbeAndHookTests
{
    /// <summary>
    /// Running: the fault comes right after a good answer, so a whole period passes before the first bad one; the last of the threshold may
    /// take its whole timeout. Attempts that take longer than a period follow each other. Starting: initial delay + period × threshold.
    /// </summary>
    [Theory]
    [InlineData(null, null, null, null, 31, 31)] // the defaults: 10 + 10 + 10, and a second of timeout
    [InlineData(0, 5, 1, 3, 16, 16)]
    [InlineData(20, 5, 1, 3, 16, 36)]
    [InlineData(0, 20, 1, 1, 21, 21)]
    [InlineData(0, 5, 8, 3, 29, 29)] // 5, then attempts of 8 s each
    [InlineData(0, 0, 0, 0, 31, 31)] // 0 means the default
    public void Liveness_OfTheseTimes_NoticesAHangAfter(int? delay, int? period, int? timeout, int? threshold, long worst, long first)
    {
        var probe = Plan(container => container with { LivenessProbe = Probe(delay, period, timeout, threshold) });

        (probe.Kind, probe.WorstSeconds, probe.FirstSeconds).ShouldBe((ProbeKind.Liveness, worst, first));
        probe.Meaning.ShouldBe(Statement.Of(StatementCode.ProbeLiveness, $"{worst}"));
    }

    [Theory]
    [InlineData(null, 10, 1, 30, 300)]
    [InlineData(15, 5, 1, 60, 315)]
    public void Startup_OfTheseTimes_AllowsAStartOf(int? delay, int? period, int? timeout, int? threshold, long allowed) =>
        Plan(container => container with { StartupProbe = Probe(delay, period, timeout, threshold) }).WorstSeconds.ShouldBe(allowed);

    [Fact]
    public void Probe_AbsurdNumbers_DoNotOverflow() =>
        Plan(container => container with { ReadinessProbe = new() { PeriodSeconds = long.MaxValue, FailureThreshold = long.MaxValue, TimeoutSeconds = -5, InitialDelaySeconds = long.MinValue } }).WorstSeconds.ShouldBeGreaterThan(0);

    [Fact]
    public void Targets_OfEachKind_ReadAsOneLine()
    {
        string[] targets =
        [
            Target(new() { HttpGet = new() { Path = "/healthz", Port = "8080", Scheme = "HTTPS" } }),
            Target(new() { HttpGet = new() { Path = "ready", Port = "http", Host = "db" } }),
            Target(new() { TcpSocket = new() { Port = "9300" } }),
            Target(new() { Exec = new() { Command = ["pg_isready", "-U", "postgres"] } }),
            Target(new() { Grpc = new() { Port = 9000, Service = "registry" } }),
            Target(new()),
        ];

        targets.ShouldBe(["GET https://:8080/healthz", "GET http://db:http/ready", "tcp :9300", "pg_isready -U postgres", "grpc :9000 registry", ""]);

        static string Target(Probe probe) => Plan(container => container with { ReadinessProbe = probe }).Target;
    }

    [Theory]
    [InlineData(30, 5, StatementCode.HookPreStopSleep, 25)]
    [InlineData(30, 30, StatementCode.HookPreStopSleepAll, 0)]
    [InlineData(10, 60, StatementCode.HookPreStopSleepAll, 0)]
    [InlineData(30, null, StatementCode.HookPreStop, null)]
    [InlineData(0, 5, StatementCode.HookPreStopNoGrace, 0)]
    public void PreStop_OfThisGrace_LeavesThisMuch(int grace, int? sleep, StatementCode meaning, int? left)
    {
        var handler = sleep is null ? new LifecycleHandler { Exec = new() { Command = ["drain"] } } : new() { Sleep = new() { Seconds = sleep } };
        var life = new Lives().With(pod => pod with
        {
            Spec = pod.Spec with { TerminationGracePeriodSeconds = grace, Containers = [pod.Spec.Containers[0] with { Lifecycle = new() { PreStop = handler } }] },
        }).Read();

        var hook = life.Pods[0].Plan.Containers[0].Hooks.ShouldHaveSingleItem();
        (hook.Kind, hook.Meaning.Code, hook.LeftSeconds).ShouldBe((HookKind.PreStop, meaning, (long?)left));
    }

    [Theory]
    [InlineData(null, "", StatementCode.Grace)]
    [InlineData(0L, "", StatementCode.GraceNone)]
    public void Grace_MissingOrZero_IsSaid(long? seconds, string policy, StatementCode code)
    {
        var plan = new Lives().With(pod => pod with { Spec = pod.Spec with { TerminationGracePeriodSeconds = seconds, SecurityContext = new() { FsGroup = 7, FsGroupChangePolicy = policy } } }).Read().Pods[0].Plan;

        plan.Grace.Code.ShouldBe(code);
        plan.GraceSeconds.ShouldBe(seconds ?? 30);
        plan.Group.ShouldBe(Statement.Of(StatementCode.GroupAlways, "7"));
    }

    private static Probe Probe(int? delay, int? period, int? timeout, int? threshold) =>
        new() { InitialDelaySeconds = delay, PeriodSeconds = period, TimeoutSeconds = timeout, FailureThreshold = threshold };

    private static ProbePlan Plan(Func<ContainerDetail, ContainerDetail> change) =>
        new Lives().WithContainer(change).Read().Pods[0].Plan.Containers[0].Probes.ShouldHaveSingleItem();
}
