using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Clusters;

/// <summary>Reads, each asked for a person: pages, JSON and hub all read here and nowhere else.</summary>
public interface IClusterReader
{
    /// <summary>The clusters that the person may choose from, the one to show first at the front.</summary>
    IReadOnlyList<ClusterSummary> List(Person person);

    /// <summary>What the person may see of the newest view (<see cref="ClusterStatus.Rights"/> says what not); null when there is no such cluster.</summary>
    Task<ClusterView?> ReadAsync(Person person, string clusterId, CancellationToken cancellationToken);

    /// <summary>
    /// What the person may see of the view, now and after each change of it or of the person's rights, which are asked for again and again.
    /// Newest wins: a slow reader misses views in between, never the last one, and never slows anybody.
    /// Ends when <paramref name="cancellationToken"/> is cancelled or the cluster is let go; empty when there is no such cluster.
    /// </summary>
    IAsyncEnumerable<ClusterView> WatchAsync(Person person, string clusterId, CancellationToken cancellationToken);
}
