using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>Probes and hooks as they are specified (Kubernetes documentation: Configure Probes, Container Lifecycle Hooks; defaults of core/v1).</summary>
internal static class ProbeReader
{
    /// <summary>Larger numbers are absurd, and products of them must not overflow.</summary>
    private const long MostSeconds = 100_000_000;

    /// <summary>What a kubelet adds, once, for a preStop hook that has used up the grace period (Kubernetes documentation: Pod Lifecycle).</summary>
    private const long Extension = 2;

    public static IEnumerable<ProbePlan> Probes(ContainerDetail container)
    {
        if (container.StartupProbe is { } startup)
        {
            yield return Plan(ProbeKind.Startup, startup);
        }

        if (container.LivenessProbe is { } liveness)
        {
            yield return Plan(ProbeKind.Liveness, liveness);
        }

        if (container.ReadinessProbe is { } readiness)
        {
            yield return Plan(ProbeKind.Readiness, readiness);
        }
    }

    public static IEnumerable<HookPlan> Hooks(ContainerDetail container, long graceSeconds)
    {
        if (container.Lifecycle.PostStart is { } postStart)
        {
            var (action, target) = Describe(postStart);
            yield return new(HookKind.PostStart, action, target, postStart.Sleep?.Seconds, null, Statement.Of(StatementCode.HookPostStart));
        }

        if (container.Lifecycle.PreStop is { } preStop)
        {
            yield return PreStop(preStop, graceSeconds);
        }
    }

    private static HookPlan PreStop(LifecycleHandler preStop, long graceSeconds)
    {
        var (action, target) = Describe(preStop);
        if (graceSeconds == 0)
        {
            return new(HookKind.PreStop, action, target, preStop.Sleep?.Seconds, 0, Statement.Of(StatementCode.HookPreStopNoGrace));
        }

        if (preStop.Sleep?.Seconds is not { } asked)
        {
            return new(HookKind.PreStop, action, target, null, null, Statement.Of(StatementCode.HookPreStop, Text(graceSeconds)));
        }

        var sleep = Math.Clamp(asked, 0, MostSeconds);
        var left = Math.Max(0, graceSeconds - sleep);
        var meaning = left > 0
            ? Statement.Of(StatementCode.HookPreStopSleep, Text(sleep), Text(graceSeconds), Text(left))
            : Statement.Of(StatementCode.HookPreStopSleepAll, Text(sleep), Text(graceSeconds), Text(Extension));
        return new(HookKind.PreStop, action, target, sleep, left, meaning);
    }

    private static ProbePlan Plan(ProbeKind kind, Probe probe)
    {
        var delay = Or(probe.InitialDelaySeconds, 0);
        var period = Or(probe.PeriodSeconds, 10);
        var timeout = Or(probe.TimeoutSeconds, 1);
        var threshold = Or(probe.FailureThreshold, 3);
        // an attempt that takes longer than a period holds up the next
        var worst = kind == ProbeKind.Startup ? delay + (period * threshold) : period + ((threshold - 1) * Math.Max(period, timeout)) + timeout;
        var (action, target) = Describe(probe);
        var meaning = kind switch
        {
            ProbeKind.Startup => StatementCode.ProbeStartup,
            ProbeKind.Liveness => StatementCode.ProbeLiveness,
            _ => StatementCode.ProbeReadiness,
        };
        return new(
            kind, action, target, delay, period, timeout, Or(probe.SuccessThreshold, 1), threshold,
            worst, kind == ProbeKind.Startup ? worst : delay + worst, Statement.Of(meaning, Text(worst)));
    }

    private static (HandlerKind Action, string Target) Describe(LifecycleHandler handler) =>
        handler.HttpGet is { } http ? (HandlerKind.HttpGet, $"GET {Scheme(http)}://{http.Host}:{http.Port}{(http.Path.StartsWith('/') ? "" : "/")}{http.Path}")
        : handler.TcpSocket is { } tcp ? (HandlerKind.Tcp, $"tcp {tcp.Host}:{tcp.Port}")
        : handler.Exec is { } exec ? (HandlerKind.Exec, string.Join(' ', exec.Command))
        : handler.Grpc is { } grpc ? (HandlerKind.Grpc, $"grpc :{Text(grpc.Port ?? 0)}{(grpc.Service.Length > 0 ? " " + grpc.Service : "")}")
        : handler.Sleep is { } sleep ? (HandlerKind.Sleep, $"sleep {Text(sleep.Seconds ?? 0)} s")
        : (HandlerKind.Unknown, "");

    private static string Scheme(HttpGetAction http) => http.Scheme.Length == 0 ? "http" : http.Scheme.ToLowerInvariant();

    // as the API server does it, 0 means the default
    private static long Or(long? value, long otherwise) => value is { } given and > 0 ? Math.Min(given, MostSeconds) : otherwise;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
