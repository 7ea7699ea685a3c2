using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>What a pod says of itself, asked as the StatefulSet controller asks (kubernetes pkg/controller/statefulset, stateful_set_utils.go).</summary>
public static class PodFacts
{
    /// <summary>How long a pod may be without a place before that counts as a fault: the scheduler complains at once about claims that are being bound.</summary>
    public static readonly TimeSpan SchedulingGrace = TimeSpan.FromSeconds(10);

    private const string RevisionLabel = "controller-revision-hash";

    public static string Revision(this Pod pod) => pod.Metadata.Labels.Get(RevisionLabel) ?? "";

    public static bool HasEnded(this Pod pod) => pod.Status.Phase is "Failed" or "Succeeded";

    public static bool IsReady(this Pod pod) => pod.Status.Phase == "Running" && pod.Condition("Ready") is { IsTrue: true };

    /// <summary>When a Ready pod has been so for minReadySeconds; null when it is not Ready.</summary>
    public static DateTimeOffset? AvailableAt(this Pod pod, int minReadySeconds) =>
        !pod.IsReady() ? null
        : minReadySeconds == 0 ? DateTimeOffset.MinValue // whatever the clocks say
        : pod.ReadyAt() is { } readyAt ? readyAt.AddSeconds(minReadySeconds)
        : null;

    public static bool IsAvailable(this Pod pod, int minReadySeconds, DateTimeOffset now) => pod.AvailableAt(minReadySeconds) is { } at && at <= now;

    public static DateTimeOffset? ReadyAt(this Pod pod) => pod.IsReady() ? pod.Condition("Ready")!.LastTransitionTime : null;

    public static int Restarts(this Pod pod) => pod.Status.ContainerStatuses.Sum(container => container.RestartCount);

    public static OrdinalState State(this Pod pod, int minReadySeconds, DateTimeOffset now) =>
        pod.Metadata.IsTerminating ? OrdinalState.Terminating
        : pod.HasEnded() ? OrdinalState.Failed
        : pod.IsAvailable(minReadySeconds, now) ? OrdinalState.Available
        : pod.IsReady() ? OrdinalState.Ready
        : pod.Spec.NodeName.Length == 0 ? OrdinalState.Pending
        : pod.Status.Phase == "Running" && pod.Status.ContainerStatuses.All(container => container.Started != false) ? OrdinalState.NotReady
        : OrdinalState.Starting;

    /// <summary>When the pod came into its present state, as far as it says.</summary>
    public static DateTimeOffset? Since(this Pod pod, OrdinalState state, int minReadySeconds) => state switch
    {
        OrdinalState.Terminating => pod.Metadata.DeletionTimestamp?.AddSeconds(-(pod.Metadata.DeletionGracePeriodSeconds ?? 0)),
        OrdinalState.Available => pod.ReadyAt()?.AddSeconds(minReadySeconds) ?? pod.Metadata.CreationTimestamp,
        OrdinalState.Ready => pod.ReadyAt(),
        OrdinalState.NotReady or OrdinalState.Failed => pod.Condition("Ready")?.LastTransitionTime ?? pod.Metadata.CreationTimestamp,
        _ => pod.Metadata.CreationTimestamp,
    };

    /// <summary>What keeps the pod from getting Ready, as far as it says; null when nothing speaks of a fault.</summary>
    public static (string Reason, string Message)? Fault(this Pod pod, DateTimeOffset now)
    {
        if (pod.Metadata.IsTerminating)
        {
            return null; // it is meant to end
        }

        if (pod.HasEnded())
        {
            return (pod.Status.Reason is { Length: > 0 } reason ? reason : pod.Status.Phase, pod.Status.Message);
        }

        foreach (var container in pod.Status.InitContainerStatuses.Concat(pod.Status.ContainerStatuses))
        {
            // these two are the normal course of a start
            if (container.State.Waiting is { Reason: not ("" or "ContainerCreating" or "PodInitializing") } waiting)
            {
                return (waiting.Reason, waiting.Message);
            }
        }

        return pod.Condition("PodScheduled") is { Status: "False", Reason: "Unschedulable" } unschedulable && pod.SchedulingFaultAt() <= now
            ? (unschedulable.Reason, unschedulable.Message)
            : null;
    }

    /// <summary>How the container that ended last did so; null when none has ended, or when it ended well.</summary>
    public static ContainerEnd? LastEnd(this Pod pod) => pod.Status.InitContainerStatuses.Concat(pod.Status.ContainerStatuses)
        .Select(container => (container.Name, Ended: container.State.Terminated ?? container.LastState.Terminated))
        .Where(one => one.Ended is { ExitCode: not 0 })
        .Select(one => new ContainerEnd(one.Name, one.Ended!.Reason, one.Ended.ExitCode, one.Ended.FinishedAt))
        .MaxBy(end => end.FinishedAt ?? DateTimeOffset.MinValue);

    /// <summary>When being without a place begins to count as a fault; null when the pod has one.</summary>
    public static DateTimeOffset? SchedulingFaultAt(this Pod pod) =>
        pod.Spec.NodeName.Length == 0 ? pod.Metadata.CreationTimestamp + SchedulingGrace : null;

    public static Condition? Condition(this Pod pod, string type)
    {
        foreach (var condition in pod.Status.Conditions)
        {
            if (string.Equals(condition.Type, type, StringComparison.Ordinal))
            {
                return condition;
            }
        }

        return null;
    }
}
