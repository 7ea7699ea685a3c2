using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// The clusters that are offered. Each is connected to when it is chosen, and let go when nobody has looked at it for a while; what
/// the settings name is connected to at start and kept. Owns the connections: when it is disposed, nothing of them runs on.
/// </summary>
public sealed class ClusterDirectory(
    DashboardSettings settings, IReadPolicy policy, TimeProvider time, ILoggerFactory logging, OperationRunner? operations = null) : IClusterReader, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, OfferedCluster> offered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ClusterHold> kept = new(StringComparer.Ordinal);
    private readonly ILogger logger = logging.CreateLogger<ClusterDirectory>();
    private readonly ConcurrentDictionary<OfferedCluster, bool> leaving = [];
    private ImmutableList<string> order = [];
    private bool isDisposed;

    /// <summary>Called before the clusters are listed: whoever offers them can bring the list up to date.</summary>
    public Action? Listing { get; set; }

    /// <summary>Offers a cluster.</summary>
    /// <param name="endpoint">
    /// Read anew each time that it is connected to, and owned by the connection; throws <see cref="ConfigurationFaultException"/> where
    /// the configuration is broken.
    /// </param>
    /// <returns>Its id.</returns>
    public string Add(string name, bool isDemo, Func<ClusterEndpoint> endpoint)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            var id = ClusterSlug.Of(name, offered.Keys.ToHashSet(StringComparer.Ordinal));
            var summary = new ClusterSummary(id, name, isDemo, IsConnected: false);
            offered[id] = new(summary, () => Connect(summary, endpoint()), settings.Clusters.LetGoAfter, time, logger);
            order = order.Add(id);
            return id;
        }
    }

    /// <summary>Offers it no more. Who looks at it sees that it is stale; returns when nothing of it runs.</summary>
    public async Task RemoveAsync(string id)
    {
        OfferedCluster? cluster;
        lock (gate)
        {
            if (!offered.TryRemove(id, out cluster))
            {
                return;
            }

            leaving[cluster] = true;
            order = order.Remove(id);
        }

        if (kept.TryRemove(id, out var hold))
        {
            hold.Dispose();
        }

        await cluster.CloseAsync();
        leaving.TryRemove(cluster, out _);
    }

    /// <summary>Connects now and keeps it connected, whether anybody looks or not.</summary>
    /// <exception cref="ConfigurationFaultException">Its kubeconfig entry cannot be used.</exception>
    public void Keep(string id)
    {
        if (Hold(id) is { } hold && !kept.TryAdd(id, hold))
        {
            hold.Dispose();
        }
    }

    /// <summary>Keeps a cluster connected until the hold is disposed of; null when there is no such cluster.</summary>
    /// <exception cref="ConfigurationFaultException">Its kubeconfig entry cannot be used.</exception>
    public ClusterHold? Hold(string id) => offered.TryGetValue(id, out var cluster) ? cluster.Hold() : null;

    public IReadOnlyList<ClusterSummary> List(Person person)
    {
        if (person.IsNobody)
        {
            return [];
        }

        Listing?.Invoke();
        return [.. order.Select(id => offered.GetValueOrDefault(id)).OfType<OfferedCluster>().Select(cluster => cluster.Summary)];
    }

    /// <summary>The clusters that are kept have been read once. One that somebody has chosen may be broken without harm to the others.</summary>
    public bool IsReady => kept.Values.All(hold => hold.Connection.Board.Current.Status.State != ClusterState.Syncing);

    /// <summary>The clusters that are being watched; connects to none, and holds none.</summary>
    public IReadOnlyList<(ClusterSummary Cluster, ClusterConnection Connection)> Connected(Person person) => person.IsNobody
        ? []
        : [.. order.Select(id => offered.GetValueOrDefault(id)).Select(cluster => (cluster?.Summary, cluster?.Present))
            .Where(one => one is { Summary: not null, Present: not null }).Select(one => (one.Summary!, one.Present!))];

    public async Task<ClusterView?> ReadAsync(Person person, string clusterId, CancellationToken cancellationToken)
    {
        if (person.IsNobody)
        {
            return null;
        }

        try
        {
            using var hold = Hold(clusterId);
            return hold is null ? null : await Of(person, hold).OfAsync(hold.Connection.Board.Current, cancellationToken);
        }
        catch (ConfigurationFaultException fault)
        {
            return Unusable(clusterId, fault);
        }
    }

    public async IAsyncEnumerable<ClusterView> WatchAsync(Person person, string clusterId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var hold = person.IsNobody ? null : TryHold(clusterId);
        if (hold is null)
        {
            yield break;
        }

        var own = Of(person, hold);
        ClusterView? last = null;
        await foreach (var view in new TimedViews(hold.Connection.Board, () => own.Until, time).WatchAsync(cancellationToken))
        {
            var seen = await own.OfAsync(view, cancellationToken);
            if (!ReferenceEquals(seen, last))
            {
                last = seen;
                yield return seen;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            // it is registered under two names, and the container disposes of it for each
            isDisposed = true;
        }

        await Task.WhenAll(offered.Keys.ToArray().Select(RemoveAsync));
        await Task.WhenAll(leaving.Keys.Select(cluster => cluster.CloseAsync()));
    }

    private ClusterConnection Connect(ClusterSummary summary, ClusterEndpoint endpoint)
    {
        var client = new KubernetesClient(endpoint, time, logging.CreateLogger<KubernetesClient>());
        return new(summary, client, settings.Clusters.Namespaces, settings.Zone(summary.Id), time, logging, operations);
    }

    // what Read says of it is all there is to be seen
    private ClusterHold? TryHold(string clusterId)
    {
        try
        {
            return Hold(clusterId);
        }
        catch (ConfigurationFaultException)
        {
            return null;
        }
    }

    private ClusterView? Unusable(string clusterId, ConfigurationFaultException fault) => offered.TryGetValue(clusterId, out var cluster)
        ? new(cluster.Summary, new(ClusterState.Syncing, time.GetUtcNow(), fault.Message, null, []), ImmutableSortedDictionary<NamespacedName, StatefulSetOverview>.Empty)
        : null;

    private PersonView Of(Person person, ClusterHold hold) => new(person, policy, hold.Connection, time);
}
