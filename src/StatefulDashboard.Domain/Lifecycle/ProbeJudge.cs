using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>What a probe reports now. A kubelet tells it only through started, ready, restarts and Unhealthy events.</summary>
internal static class ProbeJudge
{
    public static ProbeLife Of(ProbePlan probe, ContainerPlan container, LifeState state, ContainerReport report, IReadOnlyList<Event> warnings)
    {
        var evidence = Evidence(probe, container, warnings);
        var (passes, now) = state != LifeState.Running ? (null, Statement.Of(StatementCode.ProbeNotAsked)) : probe.Kind switch
        {
            ProbeKind.Startup => Startup(report, evidence),
            _ when report.Started == false && container.Probes.Any(other => other.Kind == ProbeKind.Startup) => ((bool?)null, Statement.Of(StatementCode.ProbeWaitsForStartup)),
            ProbeKind.Readiness => Readiness(report, evidence),
            _ => Liveness(report, evidence),
        };
        return new(probe.Kind, passes, now, evidence);
    }

    private static (bool? Passes, Statement Now) Startup(ContainerReport report, LifeEvidence? evidence) =>
        report.Started == true ? (true, Statement.Of(StatementCode.ProbePassed))
        : report.Started == false ? (false, evidence is null ? Statement.Of(StatementCode.ProbeNotPassed) : Failed(evidence))
        : (null, Statement.Of(StatementCode.ProbeUntold));

    private static (bool? Passes, Statement Now) Readiness(ContainerReport report, LifeEvidence? evidence) =>
        report.Ready ? (true, Statement.Of(StatementCode.ProbePasses))
        : (false, evidence is null ? Statement.Of(StatementCode.ProbeNotPassed) : Failed(evidence));

    // what fails is told, what passes is not; and each start begins anew
    private static (bool? Passes, Statement Now) Liveness(ContainerReport report, LifeEvidence? evidence) =>
        evidence is null ? (null, Statement.Of(StatementCode.ProbeSilent))
        : evidence.At > report.State.Running?.StartedAt ? (false, Failed(evidence))
        : (null, Statement.Of(StatementCode.ProbeFailedBefore));

    private static Statement Failed(LifeEvidence evidence) => Statement.Of(StatementCode.ProbeFailed, evidence.Times.ToString(CultureInfo.InvariantCulture));

    // "Readiness probe failed: …" or "Readiness probe errored: …"
    private static LifeEvidence? Evidence(ProbePlan probe, ContainerPlan container, IReadOnlyList<Event> warnings)
    {
        var newest = warnings
            .Where(warning => string.Equals(warning.Reason, "Unhealthy", StringComparison.Ordinal)
                && warning.Message.StartsWith(probe.Kind + " probe ", StringComparison.Ordinal)
                && IsAbout(warning, container))
            .MaxBy(warning => warning.LastSeenAt ?? DateTimeOffset.MinValue);
        return newest is null ? null : new(newest.Reason, newest.Message, newest.Times, newest.LastSeenAt);
    }

    internal static bool IsAbout(Event warning, ContainerPlan container) =>
        warning.InvolvedObject.FieldPath.Length == 0 || warning.InvolvedObject.FieldPath.EndsWith("{" + container.Name + "}", StringComparison.Ordinal);
}
