using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>The way of a pod to Ready, from its conditions (Kubernetes documentation: Pod Lifecycle, Pod conditions).</summary>
internal static class PodPath
{
    private static readonly (PodStepKind Kind, string Condition)[] Steps =
    [
        (PodStepKind.Scheduled, "PodScheduled"),
        (PodStepKind.Prepared, "PodReadyToStartContainers"),
        (PodStepKind.Initialized, "Initialized"),
        (PodStepKind.ContainersReady, "ContainersReady"),
        (PodStepKind.Ready, "Ready"),
    ];

    public static ValueList<PodStep> Of(PodDetail pod)
    {
        var path = new List<PodStep> { new(PodStepKind.Created, PodStepState.Done, pod.Metadata.CreationTimestamp, "", "") };
        var isOver = pod.Status.Phase is "Succeeded" or "Failed";
        var isHeld = isOver;
        foreach (var (kind, name) in Steps)
        {
            var condition = pod.Status.Conditions.FirstOrDefault(condition => string.Equals(condition.Type, name, StringComparison.Ordinal));
            if (condition is null && kind == PodStepKind.Prepared)
            {
                continue; // older kubelets do not tell it
            }

            var isDone = condition?.IsTrue == true;
            var state = isDone ? PodStepState.Done : isHeld ? PodStepState.Ahead : PodStepState.Now;
            path.Add(new(kind, state, isDone ? condition!.LastTransitionTime : null, isDone ? "" : condition?.Reason ?? "", isDone ? "" : condition?.Message ?? ""));
            isHeld |= !isDone;
        }

        return path.ToValueList();
    }
}
