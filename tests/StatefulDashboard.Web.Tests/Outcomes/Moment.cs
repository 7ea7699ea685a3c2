using System.Collections.Immutable;
using System.Globalization;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>One object at one moment.</summary>
/// <param name="IsOnDeadNode">Of a pod: its machine is off, so it may be evicted at any time and never ends.</param>
internal sealed record Known(string Uid, bool IsTerminating, bool IsOnDeadNode);

/// <summary>Everything that a plan could touch, at one moment: as the dashboard sees it, and as it is.</summary>
internal sealed record Moment(StatefulSetOverview? Set, ImmutableDictionary<string, Known> Pods, ImmutableDictionary<string, Known> Claims)
{
    public static Moment Of(OutcomeCluster cluster) => new(
        cluster.Overview(RandomWorld.Set),
        cluster.Store.In(ResourceKinds.Pods, OutcomeCluster.Namespace).ToImmutableDictionary(pod => pod.Name, pod => new Known(pod.Uid, pod.IsTerminating, IsOnDeadNode(cluster, pod))),
        cluster.Store.In(ResourceKinds.Claims, OutcomeCluster.Namespace).ToImmutableDictionary(claim => claim.Name, claim => new Known(claim.Uid, claim.IsTerminating, false)));

    /// <summary>The pods that count as Available, reckoned here anew and not by the dashboard's rules.</summary>
    public static ImmutableHashSet<string> Available(OutcomeCluster cluster)
    {
        var minReady = cluster.Store.Get(ResourceKinds.StatefulSets, OutcomeCluster.Namespace, RandomWorld.Set)?.Root.Number("spec", "minReadySeconds") ?? 0;
        return [.. cluster.Store.In(ResourceKinds.Pods, OutcomeCluster.Namespace).Where(pod => IsAvailable(cluster, pod, minReady)).Select(pod => pod.Name)];
    }

    private static bool IsAvailable(OutcomeCluster cluster, StoredObject pod, long minReady) =>
        pod is { IsTerminating: false, Phase: "Running", IsReady: true }
        && DateTimeOffset.Parse(pod.Root.Items("status", "conditions").First(c => c.Text("type") == "Ready").Text("lastTransitionTime")!, CultureInfo.InvariantCulture).AddSeconds(minReady) <= cluster.Time.GetUtcNow();

    private static bool IsOnDeadNode(OutcomeCluster cluster, StoredObject pod) =>
        cluster.Store.Get(ResourceKinds.Nodes, "", pod.Root.Text("spec", "nodeName") ?? "")?.Root.Text("metadata", "annotations", "demo.stateful-dashboard.io/dead") == "true";
}
