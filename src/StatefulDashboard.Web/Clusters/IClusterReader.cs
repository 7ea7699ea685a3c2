using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Clusters;

/// <summary>Reads, each asked for a person: pages, JSON and hub all read here and nowhere else.</summary>
public interface IClusterReader
{
    /// <summary>The clusters that the person may choose from, the one to show first at the front.</summary>
    IReadOnlyList<ClusterSummary> List(Person person);

    /// <summary>The newest view; null when there is no such cluster.</summary>
    ClusterView? Read(Person person, string clusterId);

    /// <summary>
    /// The view now and after each change. Newest wins: a slow reader misses views in between, never the last one, and never slows anybody.
    /// Ends when <paramref name="cancellationToken"/> is cancelled or the cluster is let go; empty when there is no such cluster.
    /// </summary>
    IAsyncEnumerable<ClusterView> WatchAsync(Person person, string clusterId, CancellationToken cancellationToken);
}
