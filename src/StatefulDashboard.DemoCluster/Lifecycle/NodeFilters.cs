using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;
using StatefulDashboard.DemoCluster.Controllers.Volumes;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>
/// Why a node cannot take a pod, in the words of kube-scheduler and in the order of its plugins; the first reason counts. How much CPU and
/// memory a node has left is not asked.
/// </summary>
internal sealed class NodeFilters(ResourceStore store, ScheduledPods scheduled)
{
    private const string Hostname = "kubernetes.io/hostname";

    /// <returns>null when the node fits.</returns>
    public string? Obstacle(StoredObject pod, StoredObject node)
    {
        var spec = pod.Root.Object("spec") ?? [];
        if (node.Root.Flag("spec", "unschedulable") && !spec.Items("tolerations").Any(t => NodeMatching.Tolerates(t, Cordon())))
        {
            return "node(s) were unschedulable";
        }

        // a node that has just died has no taint yet; nobody would start the pod there
        if (node.Untolerated(spec, "NoSchedule", "NoExecute").Any() || NodeFacts.IsDead(node) || !NodeFacts.IsReady(node))
        {
            return "node(s) had untolerated taint(s)";
        }

        return !node.IsWantedBy(spec) ? "node(s) didn't match Pod's node affinity/selector"
            : VolumeObstacle(pod, node) ?? SpreadObstacle(pod, node) ?? NeighbourObstacle(pod, node);
    }

    private static JsonObject Cordon() => new() { ["key"] = "node.kubernetes.io/unschedulable", ["effect"] = "NoSchedule" };

    private string? VolumeObstacle(StoredObject pod, StoredObject node)
    {
        foreach (var claim in ClaimController.ClaimsOf(pod).Select(c => store.Get(ResourceKinds.Claims, pod.Namespace, c)).OfType<StoredObject>())
        {
            if (claim.Root.Texts("spec", "accessModes").Contains("ReadWriteOncePod")
                && store.In(ResourceKinds.Pods, pod.Namespace).Any(p => p.Uid != pod.Uid && ScheduledPods.NodeOf(p) is not null && !p.IsEnded() && ClaimController.ClaimsOf(p).Contains(claim.Name)))
            {
                return "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode";
            }

            var volume = store.Get(ResourceKinds.Volumes, "", claim.Root.Text("spec", "volumeName") ?? "");
            if (volume?.Root.Object("spec", "nodeAffinity", "required") is { } required && !node.MatchesTerms(required))
            {
                return "node(s) didn't match PersistentVolume's node affinity";
            }

            if (volume is null && claim.SelectedNode() is { } selected && selected != node.Name)
            {
                return "node(s) didn't find available persistent volumes to bind";
            }
        }

        return null;
    }

    private string? SpreadObstacle(StoredObject pod, StoredObject node)
    {
        foreach (var constraint in pod.Root.Items("spec", "topologySpreadConstraints").Where(c => c.Text("whenUnsatisfiable") != "ScheduleAnyway"))
        {
            var key = constraint.Text("topologyKey") ?? "";
            if (node.Labels.Text(key) is not { } domain)
            {
                return "node(s) didn't match pod topology spread constraints (missing required label)";
            }

            var selector = LabelSelector.From(constraint.Object("labelSelector"));
            var counts = store.All(ResourceKinds.Nodes).Where(n => n.IsWantedBy(pod.Root.Object("spec")!)).Select(n => n.Labels.Text(key)).OfType<string>().Distinct()
                .ToDictionary(d => d, _ => 0, StringComparer.Ordinal);
            foreach (var neighbour in Placed(pod.Namespace).Where(p => !p.Pod.IsTerminating && selector.Matches(p.Pod.Labels)))
            {
                if (neighbour.Node.Labels.Text(key) is { } at && counts.TryGetValue(at, out var count))
                {
                    counts[at] = count + 1;
                }
            }

            var self = selector.Matches(pod.Labels) ? 1 : 0;
            if (counts.GetValueOrDefault(domain) + self - counts.Values.DefaultIfEmpty().Min() > (constraint.Number("maxSkew") ?? 1))
            {
                return "node(s) didn't match pod topology spread constraints";
            }
        }

        return null;
    }

    private string? NeighbourObstacle(StoredObject pod, StoredObject node)
    {
        foreach (var term in pod.Root.Items("spec", "affinity", "podAffinity", "requiredDuringSchedulingIgnoredDuringExecution"))
        {
            // the first of a group that wants to be together may start it
            var matching = PlacedFor(term, pod).ToArray();
            if (!matching.Any(p => Shares(term, p.Node, node)) && (matching.Length > 0 || !Selects(term, pod, pod)))
            {
                return "node(s) didn't match pod affinity rules";
            }
        }

        if (ScheduledPods.RequiredAntiAffinity(pod).Any(term => PlacedFor(term, pod).Any(p => Shares(term, p.Node, node))))
        {
            return "node(s) didn't match pod anti-affinity rules";
        }

        return scheduled.Apart.Where(p => p.Uid != pod.Uid && NodeNamed(p) is { } other && ScheduledPods.RequiredAntiAffinity(p).Any(term => Selects(term, p, pod) && Shares(term, other, node))).Any()
            ? "node(s) didn't satisfy existing pods anti-affinity rules" : null;
    }

    private IEnumerable<(StoredObject Pod, StoredObject Node)> PlacedFor(JsonObject term, StoredObject of)
        => (term.Texts("namespaces").Any() ? term.Texts("namespaces") : [of.Namespace]).SelectMany(Placed).Where(p => p.Pod.Uid != of.Uid && Selects(term, of, p.Pod));

    private IEnumerable<(StoredObject Pod, StoredObject Node)> Placed(string @namespace)
        => store.In(ResourceKinds.Pods, @namespace).Where(p => !p.IsEnded()).Select(p => (p, NodeNamed(p))).Where(p => p.Item2 is not null).Select(p => (p.p, p.Item2!));

    private StoredObject? NodeNamed(StoredObject pod) => scheduled.PlaceOf(pod) is { } name ? store.Get(ResourceKinds.Nodes, "", name) : null;

    private static bool Selects(JsonObject term, StoredObject of, StoredObject pod)
        => (term.Texts("namespaces").Any() ? term.Texts("namespaces").Contains(pod.Namespace) : pod.Namespace == of.Namespace)
            && term.Object("labelSelector") is { } selector && LabelSelector.From(selector).Matches(pod.Labels);

    private static bool Shares(JsonObject term, StoredObject one, StoredObject other)
        => (term.Text("topologyKey") ?? Hostname) is var key && one.Labels.Text(key) is { } domain && domain == other.Labels.Text(key);
}
