using System.Globalization;
using System.Text;
using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Tests.Showcase;

/// <summary>The lives of a set's pods as a person reads them in an expectation file; nodes and moments are chance.</summary>
internal static class LifecycleReport
{
    public static string Of(SetLifecycle? life)
    {
        var text = new StringBuilder();
        if (life is null)
        {
            return "not there\n";
        }

        text.AppendLine("template");
        Plan(text, life.Template!);
        foreach (var difference in life.Differences)
        {
            text.AppendLine("differs  " + Say(difference));
        }

        foreach (var pod in life.Pods)
        {
            Pod(text, pod);
        }

        return text.ToString();
    }

    private static void Plan(StringBuilder text, PodPlan plan)
    {
        foreach (var container in plan.Containers)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {container.Role} {container.Name}: {container.Image} {container.PullPolicy}, {Say(container.Pull)}");
            foreach (var probe in container.Probes)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"    {probe.Kind} {probe.Target} every {probe.PeriodSeconds} s, {probe.FailureThreshold} failures, timeout {probe.TimeoutSeconds} s: {Say(probe.Meaning)}");
            }

            foreach (var hook in container.Hooks)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"    {hook.Kind} {hook.Target}: {Say(hook.Meaning)}");
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"    requests [{container.Requests}] limits [{container.Limits}]");
            foreach (var mount in container.Mounts)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"    claim {mount.Claim} at {mount.Path}");
            }
        }

        text.AppendLine("  " + Say(plan.Grace));
        if (plan.Group is { } group)
        {
            text.AppendLine("  " + Say(group));
        }
    }

    private static void Pod(StringBuilder text, PodLife pod)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{pod.Name} {pod.Phase} {pod.QualityOfService}{(pod.Stop is null ? "" : ", stops")}");
        text.AppendLine("  way " + string.Join(" ", pod.Path.Select(step => step.Kind + (step.State switch { PodStepState.Done => "", PodStepState.Now => "(now)", _ => "(ahead)" }))));
        foreach (var container in pod.Containers)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {container.Role} {container.Name}: {container.State}, {Now(container)}{(container.Last is { } last && container.State == LifeState.Waiting ? ", ended last: " + Say(last.Text) : "")}");
            foreach (var probe in container.Probes)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"    {probe.Kind} {Say(probe.Now)}");
            }
        }
    }

    // how often it was started and how long it pauses now depends on when one looks
    private static string Now(ContainerLife container) =>
        container.Now.Code == StatementCode.LifeBacksOff ? $"LifeBacksOff({(container.Restarts >= 3 ? "3 or more" : container.Restarts)}, {(container.BackOffSeconds >= 80 ? "80 or more" : container.BackOffSeconds)})" : Say(container.Now);

    internal static string Say(Statement statement) => statement.Code + (statement.Arguments.Count > 0 ? "(" + string.Join(", ", statement.Arguments) + ")" : "");
}
