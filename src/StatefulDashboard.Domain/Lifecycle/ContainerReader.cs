using System.Globalization;
using System.Text.RegularExpressions;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>What a container does now, from what its kubelet tells.</summary>
internal static partial class ContainerReader
{
    /// <summary>A kubelet's longest pause between two starts, unless it is told otherwise; a longer one is misread.</summary>
    private const long LongestPause = 24 * 3600;

    /// <param name="report">Null when nothing has been told of it yet.</param>
    /// <param name="before">The init container that has to be through first; null when none.</param>
    public static ContainerLife Read(ContainerPlan plan, ContainerReport? report, string? before, bool isScheduled, IReadOnlyList<Event> warnings)
    {
        report ??= new ContainerReport { Name = plan.Name };
        var (state, now, since, message) = State(plan, report, before, isScheduled);
        var last = report.State.Terminated ?? report.LastState.Terminated;
        var pause = state == LifeState.Waiting ? Pause(report.State.Waiting) : null;
        var nextStart = pause is { } seconds && last?.FinishedAt is { Year: > 1970 and < 9000 } ended ? ended.AddSeconds(seconds) : (DateTimeOffset?)null;
        var probes = plan.Probes.Select(probe => ProbeJudge.Of(probe, plan, state, report, warnings));
        return new(
            plan.Name, plan.Role, state, now, since, message, report.Ready, report.Started, Math.Max(report.RestartCount, 0),
            pause, nextStart, last is null ? null : ExitText.Of(last, plan.Limits), probes.ToValueList(), report.ImageID);
    }

    private static (LifeState State, Statement Now, DateTimeOffset? Since, string Message) State(ContainerPlan plan, ContainerReport report, string? before, bool isScheduled)
    {
        if (report.State.Running is { } running)
        {
            return (LifeState.Running, Statement.Of(Runs(plan, report)), running.StartedAt, "");
        }

        if (report.State.Terminated is { } end)
        {
            var stop = ExitText.Of(end, plan.Limits);
            return (end is { ExitCode: 0, Signal: 0 } ? LifeState.Done : LifeState.Failed, stop.Text, stop.At, end.Message);
        }

        if (report.State.Waiting is { } waiting)
        {
            return (LifeState.Waiting, Waits(plan, report, waiting, before), null, waiting.Message);
        }

        return (LifeState.Unknown, !isScheduled ? Statement.Of(StatementCode.LifeWaitsForNode) : before is not null ? Statement.Of(StatementCode.LifeWaitsForInit, before) : Statement.Of(StatementCode.LifeUntold), null, "");
    }

    private static StatementCode Runs(ContainerPlan plan, ContainerReport report) =>
        plan.Role == ContainerRole.Init ? StatementCode.LifeInitRuns
        : report.Started == false ? StatementCode.LifeRunsNotStarted
        : report.Ready ? StatementCode.LifeRunsReady
        : StatementCode.LifeRunsNotReady;

    private static Statement Waits(ContainerPlan plan, ContainerReport report, ContainerStateWaiting waiting, string? before) => waiting.Reason switch
    {
        "PodInitializing" or "ContainerCreating" or "" when before is not null => Statement.Of(StatementCode.LifeWaitsForInit, before),
        "PodInitializing" or "ContainerCreating" => Statement.Of(StatementCode.LifeIsCreated),
        "ErrImagePull" or "ImagePullBackOff" or "InvalidImageName" or "ErrImageNeverPull" => Statement.Of(StatementCode.LifeNoImage, plan.Image, waiting.Reason),
        "CreateContainerConfigError" or "CreateContainerError" => Statement.Of(StatementCode.LifeNoConfiguration, waiting.Reason),
        "CrashLoopBackOff" when Pause(waiting) is { } seconds => Statement.Of(StatementCode.LifeBacksOff, Number(report.RestartCount), Number(seconds)),
        "CrashLoopBackOff" => Statement.Of(StatementCode.LifeBacksOffSometime, Number(report.RestartCount)),
        "" => Statement.Of(StatementCode.LifeUntold),
        var reason => Statement.Of(StatementCode.LifeWaits, reason),
    };

    /// <summary>In seconds; the kubelet says it only in words: "back-off 2m40s restarting failed container=…".</summary>
    private static long? Pause(ContainerStateWaiting? waiting)
    {
        if (waiting is null || !string.Equals(waiting.Reason, "CrashLoopBackOff", StringComparison.Ordinal) || PauseText().Match(waiting.Message) is not { Success: true } match)
        {
            return null;
        }

        var seconds = Part(match, "hours") * 3600 + Part(match, "minutes") * 60 + Part(match, "seconds");
        return seconds is > 0 and <= LongestPause ? (long)seconds : null;
    }

    private static double Part(Match match, string name) => double.TryParse(match.Groups[name].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^back-off (?:(?<hours>\d{1,4})h)?(?:(?<minutes>\d{1,4})m)?(?:(?<seconds>\d{1,4}(?:\.\d{1,9})?)s)? restarting ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PauseText();
}
