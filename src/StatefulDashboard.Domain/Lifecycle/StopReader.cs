using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>
/// What a terminating pod waits for. Data first: that a pod may be removed by force is said only where its machine is known to be off;
/// NotReady is no proof of that.
/// </summary>
internal static class StopReader
{
    /// <summary>What a kubelet may take to tell, after the last container has ended.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    public static PodStop? Read(PodDetail pod, IReadOnlyList<ContainerLife> containers, NodeHealth node, LifecycleFacts facts, DateTimeOffset now)
    {
        if (pod.Metadata.DeletionTimestamp is not { } endsAt)
        {
            return null;
        }

        var grace = Math.Clamp(pod.Metadata.DeletionGracePeriodSeconds ?? 0, 0, 1_000_000_000);
        var askedAt = endsAt - DateTimeOffset.MinValue > TimeSpan.FromSeconds(grace) ? endsAt.AddSeconds(-grace) : endsAt;
        var isOverdue = now - endsAt > Slack;
        var name = pod.Metadata.Name;
        var nodeName = pod.Spec.NodeName;
        var waits = new List<Statement>();
        var advice = new List<Statement>();

        string[] running = [.. containers.Where(container => container.State == LifeState.Running).Select(container => container.Name)];
        var nodeIsLost = node is NodeHealth.NotReady or NodeHealth.OutOfService or NodeHealth.Gone;
        if (running.Length > 0 && !nodeIsLost)
        {
            waits.Add(Statement.Of(isOverdue ? StatementCode.StopRunningStill : StatementCode.StopRunning, string.Join(", ", running)));
        }

        waits.AddRange(pod.Metadata.Finalizers.Select(finalizer => Statement.Of(StatementCode.StopFinalizer, finalizer)));
        AddNode(node, nodeName, isOverdue, running.Length > 0, waits, advice);
        waits.AddRange(Attached(pod, facts).Select(volume => Statement.Of(StatementCode.StopAttached, volume.Volume, volume.Claim, nodeName)));
        if (waits.Count == 0)
        {
            waits.Add(Statement.Of(nodeName.Length == 0 ? StatementCode.StopNoNode : StatementCode.StopKubelet, nodeName.Length == 0 ? name : nodeName));
        }

        if (pod.Metadata.Finalizers.Count > 0)
        {
            advice.Add(Statement.Of(StatementCode.StopFinalizerAdvice));
        }

        if (facts.Set.IsInRange(OrdinalName.OfPodIn(facts.Set.Name.Name, name) ?? -1) && facts.Set.Phase != StatefulSetPhase.Deleting)
        {
            advice.Insert(0, Statement.Of(StatementCode.StopReplacement, name));
        }

        return new(askedAt, endsAt, grace, isOverdue, node, pod.Metadata.Finalizers, waits.ToValueList(), advice.ToValueList());
    }

    private static void AddNode(NodeHealth node, string name, bool isOverdue, bool isRunning, List<Statement> waits, List<Statement> advice)
    {
        switch (node)
        {
            case NodeHealth.NotReady:
                waits.Add(Statement.Of(StatementCode.StopNodeNotReady, name));
                advice.Add(Statement.Of(StatementCode.StopProof, name));
                break;
            case NodeHealth.OutOfService:
                waits.Add(Statement.Of(StatementCode.StopNodeOutOfService, name));
                break;
            case NodeHealth.Gone:
                waits.Add(Statement.Of(StatementCode.StopNodeGone, name));
                break;
            case NodeHealth.Ready when isOverdue && isRunning:
                advice.Add(Statement.Of(StatementCode.StopNodeReadyAdvice, name));
                break;
            case NodeHealth.Unknown when isOverdue && name.Length > 0:
                waits.Add(Statement.Of(StatementCode.StopNodeUnread, name));
                advice.Add(Statement.Of(StatementCode.StopProof, name));
                break;
        }
    }

    /// <summary>Its volumes that are attached to its node: no other node gets them before they are detached there.</summary>
    private static IEnumerable<(string Volume, string Claim)> Attached(PodDetail pod, LifecycleFacts facts)
    {
        var claims = facts.Set.Slots.Where(slot => string.Equals(slot.PodName, pod.Metadata.Name, StringComparison.Ordinal)).SelectMany(slot => slot.Claims);
        return claims
            .Where(claim => claim.Volume is { Length: > 0 } volume && facts.Attachments.Any(attachment => attachment.Status.Attached
                && string.Equals(attachment.Spec.Source.PersistentVolumeName, volume, StringComparison.Ordinal)
                && string.Equals(attachment.Spec.NodeName, pod.Spec.NodeName, StringComparison.Ordinal)))
            .Select(claim => (claim.Volume!, claim.Name));
    }
}
