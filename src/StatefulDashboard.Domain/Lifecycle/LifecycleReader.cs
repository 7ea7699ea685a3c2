using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>Makes the readable life of a set's pods out of what the API server says.</summary>
public static class LifecycleReader
{
    private const int MostWarnings = 5;

    public static SetLifecycle Read(LifecycleFacts facts, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var warnings = facts.Warnings.ToLookup(warning => warning.InvolvedObject.Uid, StringComparer.Ordinal);
        var own = OwnPods(facts.Set, facts.Pods);
        var template = facts.Template?.Spec;
        var plan = template is null ? null : PlanReader.Read(template.Template.Spec, [.. template.VolumeClaimTemplates.Select(claim => claim.Metadata.Name)]);
        var pods = own.Select(pair => Pod(pair.Ordinal, pair.Pod, facts, [.. warnings[pair.Pod.Metadata.Uid]], now)).ToValueList();
        var ends = pods.Select(pod => pod.Stop?.EndsAt).Concat(pods.SelectMany(pod => pod.Containers).Select(container => container.NextStartAt)).Where(at => at > now).Min();
        return new(plan, pods, PodDifferences.Of(plan, pods).ToValueList()) { NextChangeAt = ends };
    }

    /// <summary>The set's own, by ordinal: their name is one of the set's and it controls them.</summary>
    public static IReadOnlyList<(int Ordinal, PodDetail Pod)> OwnPods(StatefulSetOverview set, IEnumerable<PodDetail> pods)
    {
        ArgumentNullException.ThrowIfNull(set);
        return
        [
            .. pods.Where(pod => pod.Metadata.Namespace == set.Name.Namespace && pod.Metadata.Controller is { } owner && string.Equals(owner.Uid, set.Uid, StringComparison.Ordinal))
                .Select(pod => (Ordinal: OrdinalName.OfPodIn(set.Name.Name, pod.Metadata.Name), Pod: pod))
                .Where(pair => pair.Ordinal is not null)
                .Select(pair => (pair.Ordinal!.Value, pair.Pod))
                .OrderBy(pair => pair.Value),
        ];
    }

    private static PodLife Pod(int ordinal, PodDetail pod, LifecycleFacts facts, IReadOnlyList<Event> warnings, DateTimeOffset now)
    {
        var plan = PlanReader.Read(pod.Spec);
        var containers = Containers(plan, pod, warnings);
        var node = NodeJudge.Of(pod.Spec.NodeName, facts);
        return new(
            ordinal, pod.Metadata.Name, pod.Metadata.Uid, pod.Spec.NodeName, node, pod.Status.Phase, pod.Status.Reason, pod.Status.Message, pod.Status.QosClass,
            plan, PodPath.Of(pod), containers, OfPod(warnings), StopReader.Read(pod, containers, node, facts, now));
    }

    private static ValueList<ContainerLife> Containers(PodPlan plan, PodDetail pod, IReadOnlyList<Event> warnings)
    {
        var isScheduled = pod.Spec.NodeName.Length > 0;
        var lives = new List<ContainerLife>();
        string? before = null;
        foreach (var container in plan.Containers)
        {
            var reports = container.Role == ContainerRole.Main ? pod.Status.ContainerStatuses : pod.Status.InitContainerStatuses;
            var report = reports.FirstOrDefault(report => string.Equals(report.Name, container.Name, StringComparison.Ordinal));
            var life = ContainerReader.Read(container, report, before, isScheduled, warnings);
            lives.Add(life);
            before ??= HoldsUp(life) ? container.Name : null;
        }

        return lives.ToValueList();
    }

    /// <summary>The containers after it have to wait: an init container that has not ended, a sidecar that has not started.</summary>
    private static bool HoldsUp(ContainerLife container) => container.Role switch
    {
        ContainerRole.Init => container.State != LifeState.Done,
        ContainerRole.Sidecar => container.State is LifeState.Waiting or LifeState.Unknown || container.Started == false,
        _ => false,
    };

    // probes tell their own; scheduling stands in the path
    private static ValueList<LifeEvidence> OfPod(IEnumerable<Event> warnings) => warnings
        .Where(warning => warning.Reason is not ("Unhealthy" or "FailedScheduling" or "BackOff"))
        .OrderByDescending(warning => warning.LastSeenAt)
        .Take(MostWarnings)
        .Select(warning => new LifeEvidence(warning.Reason, warning.Message, warning.Times, warning.LastSeenAt))
        .ToValueList();
}
