using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// The clusters that are offered; each is connected to when it is first chosen (or at start, where the settings say so).
/// Owns their connections: when it is disposed, nothing of them runs on.
/// </summary>
public sealed partial class ClusterDirectory(
    DashboardSettings settings, IReadPolicy policy, TimeProvider time, ILoggerFactory logging) : IClusterReader, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly ILogger logger = logging.CreateLogger<ClusterDirectory>();
    private ImmutableList<string> order = [];
    private int disposed;

    /// <summary>Offers a cluster.</summary>
    /// <param name="endpoint">Read when it is connected to; throws <see cref="ConfigurationFaultException"/> where the configuration is broken.</param>
    /// <returns>Its id.</returns>
    public string Add(string name, bool isDemo, Func<ClusterEndpoint> endpoint)
    {
        lock (gate)
        {
            var id = ClusterSlug.Of(name, entries.Keys.ToHashSet(StringComparer.Ordinal));
            entries[id] = new(new(id, name, isDemo, IsConnected: false), endpoint);
            order = order.Add(id);
            return id;
        }
    }

    /// <summary>Starts to watch a cluster; does nothing when it is watched already.</summary>
    /// <exception cref="ConfigurationFaultException">Its kubeconfig entry cannot be used.</exception>
    public ClusterConnection? Connect(string id)
    {
        if (!entries.TryGetValue(id, out var entry))
        {
            return null;
        }

        lock (gate)
        {
            if (entry.Connection is null && !stopping.IsCancellationRequested)
            {
                var client = new KubernetesClient(entry.Endpoint(), time, logging.CreateLogger<KubernetesClient>());
                var zone = settings.Zone(id);
                entry.Connection = new(entry.Summary, client, settings.Clusters.Namespaces, zone, time, logging);
                entry.Running = Task.Run(() => RunAsync(entry.Connection), CancellationToken.None);
            }

            return entry.Connection;
        }
    }

    public IReadOnlyList<ClusterSummary> List(Person person) =>
        [.. order.Select(id => entries[id]).Where(entry => person.Name.Length > 0).Select(entry => entry.Summary with { IsConnected = entry.Connection is not null })];

    /// <summary>The clusters that are being watched; connects to none.</summary>
    public IReadOnlyList<(ClusterSummary Cluster, ClusterConnection Connection)> Connected(Person person)
    {
        lock (gate)
        {
            return [.. List(person).Where(cluster => cluster.IsConnected).Select(cluster => (cluster, entries[cluster.Id].Connection!))];
        }
    }

    /// <summary>All connected clusters have been read once.</summary>
    public bool IsReady => entries.Values.Where(entry => entry.Connection is not null).All(entry => entry.Connection!.Board.Current.Status.State != ClusterState.Syncing);

    public ClusterView? Read(Person person, string clusterId)
    {
        if (person.Name.Length == 0)
        {
            return null;
        }

        try
        {
            return Connect(clusterId) is { } connection ? Allowed(person, connection.Board.Current) : null;
        }
        catch (ConfigurationFaultException fault)
        {
            return Unusable(clusterId, fault);
        }
    }

    public async IAsyncEnumerable<ClusterView> WatchAsync(Person person, string clusterId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (person.Name.Length == 0 || TryConnect(clusterId) is not { } connection)
        {
            yield break;
        }

        await foreach (var view in connection.Board.WatchAsync(cancellationToken))
        {
            yield return Allowed(person, view);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // it is registered under two names, and the container disposes of it for each
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }

        await stopping.CancelAsync();
        foreach (var entry in entries.Values)
        {
            if (entry.Running is { } running)
            {
                await running;
            }
        }

        stopping.Dispose();
    }

    // what Read says of it is all there is to be seen
    private ClusterConnection? TryConnect(string clusterId)
    {
        try
        {
            return Connect(clusterId);
        }
        catch (ConfigurationFaultException)
        {
            return null;
        }
    }

    private ClusterView Unusable(string clusterId, ConfigurationFaultException fault) => new(
        entries[clusterId].Summary,
        new(ClusterState.Syncing, time.GetUtcNow(), fault.Message, null, []),
        ImmutableSortedDictionary<NamespacedName, StatefulSetOverview>.Empty);

    private ClusterView Allowed(Person person, ClusterView view)
    {
        if (policy.MaySeeAll(person, view.Cluster.Id))
        {
            return view;
        }

        var allowed = view.Sets.Keys.Select(name => name.Namespace).Distinct(StringComparer.Ordinal)
            .Where(name => policy.MaySee(person, view.Cluster.Id, name)).ToHashSet(StringComparer.Ordinal);
        return view with { Sets = view.Sets.RemoveRange(view.Sets.Keys.Where(name => !allowed.Contains(name.Namespace))) };
    }

    private async Task RunAsync(ClusterConnection connection)
    {
        try
        {
            await connection.RunAsync(stopping.Token);
        }
        catch (Exception exception)
        {
            LogDied(exception);
        }
        finally
        {
            connection.Client.Dispose();
        }
    }

    private sealed class Entry(ClusterSummary summary, Func<ClusterEndpoint> endpoint)
    {
        public ClusterSummary Summary { get; } = summary;

        public Func<ClusterEndpoint> Endpoint { get; } = endpoint;

        public ClusterConnection? Connection { get; set; }

        public Task? Running { get; set; }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The watching of a cluster has ended in a way that nobody thought of")]
    private partial void LogDied(Exception exception);
}
