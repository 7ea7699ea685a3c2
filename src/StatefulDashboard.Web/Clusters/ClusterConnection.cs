using System.Collections.Immutable;
using System.Threading.Channels;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// One cluster that is being watched: informers, index, projector and board, and the one loop that joins them.
/// <see cref="RunAsync"/> owns everything; when it ends nothing of it runs on.
/// </summary>
public sealed partial class ClusterConnection : IDisposable
{
    private readonly ClusterSummary cluster;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ClusterIndex index = new();
    private readonly ClusterProjector projector;
    private readonly Channel<Action> work = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly List<Watch> watches = [];
    private ClusterStatus status;

    public ClusterConnection(ClusterSummary cluster, KubernetesClient client, IReadOnlyList<string> namespaces, string zone, TimeProvider time, ILoggerFactory logging)
    {
        this.cluster = cluster;
        this.time = time;
        Client = client;
        logger = logging.CreateLogger<ClusterConnection>();
        projector = new(index, zone);
        string?[] scopes = namespaces.Count == 0 ? [null] : [.. namespaces];
        foreach (var scope in scopes)
        {
            Add(ResourceKinds.StatefulSets, scope, index.Apply);
            Add(ResourceKinds.Pods, scope, index.Apply);
            Add(ResourceKinds.PersistentVolumeClaims, scope, index.Apply);
            Add(ResourceKinds.Services, scope, index.Apply);
            Add(ResourceKinds.EndpointSlices, scope, index.Apply);
            Add(ResourceKinds.ControllerRevisions, scope, index.Apply);
        }

        Add(ResourceKinds.PersistentVolumes, null, index.Apply);
        Add(ResourceKinds.StorageClasses, null, index.Apply);
        Add(ResourceKinds.Nodes, null, index.Apply);
        status = ClusterHealth.Of([.. watches.Select(watch => watch.Health())], null, time.GetUtcNow());
        Board = new(new(cluster, status, projector.Sets));

        void Add<T>(ResourceKind<T> kind, string? scope, Action<ResourceChange<T>> apply)
            where T : class, IKubernetesObject
        {
            var informer = new Informer<T>(client, kind, scope, time, logging.CreateLogger("StatefulDashboard.Informer." + kind.Plural));
            watches.Add(new(() => informer.Health, token => RunAsync(informer, apply, token), scope));
        }
    }

    public KubernetesClient Client { get; }

    public ClusterBoard Board { get; }

    /// <summary>How each watch is at this moment; what the board shows may have older counters.</summary>
    public IReadOnlyList<WatchHealth> Health => [.. watches.Select(watch => watch.Health())];

    /// <summary>Watches until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll([.. watches.Select(watch => watch.Run(cancellationToken)), LoopAsync(cancellationToken)]);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogEnded(cluster.Name);
        }
        finally
        {
            // who still looks must not take the last view for the present one
            Board.Publish(Board.Current with { Status = Left(Board.Current.Status) });
            Board.Close();
        }
    }

    /// <summary>Gives back what the endpoint holds: sockets, and the keys of its certificates. To be called when it has ended.</summary>
    public void Dispose()
    {
        Client.Dispose();
        Client.Endpoint.ClientCertificate?.Dispose();
        foreach (var authority in Client.Endpoint.CertificateAuthorities ?? [])
        {
            authority.Dispose();
        }
    }

    private ClusterStatus Left(ClusterStatus last) => last with
    {
        State = last.State == ClusterState.Syncing ? ClusterState.Syncing : ClusterState.Stale,
        Since = last.State == ClusterState.Stale ? last.Since : time.GetUtcNow(),
        Error = "this cluster is no longer watched",
        NextAttemptAt = null,
    };

    private async Task RunAsync<T>(Informer<T> informer, Action<ResourceChange<T>> apply, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        await using (informer)
        {
            informer.HealthChanged += (_, _) => work.Writer.TryWrite(static () => { });
            var (snapshot, changes) = informer.Subscribe(cancellationToken);
            work.Writer.TryWrite(() =>
            {
                foreach (var (name, item) in snapshot)
                {
                    apply(new(name, null, item));
                }
            });
            await Task.WhenAll(informer.RunAsync(cancellationToken), PumpAsync());

            async Task PumpAsync()
            {
                await foreach (var batch in changes.ReadAllAsync(cancellationToken))
                {
                    work.Writer.TryWrite(() =>
                    {
                        foreach (var change in batch)
                        {
                            apply(change);
                        }
                    });
                }
            }
        }
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (work.Reader.TryRead(out var step))
            {
                Guard(step);
            }

            DateTimeOffset? nextAt = null;
            Guard(() => nextAt = Publish());
            await WaitAsync(nextAt, cancellationToken);
        }
    }

    private DateTimeOffset? Publish()
    {
        var now = time.GetUtcNow();
        var newest = ClusterHealth.Of([.. watches.Select(watch => watch.Health())], status, now);
        projector.Take(UnreadTable.Of(watches.Zip(newest.Watches, (watch, health) => (watch.Namespace, health))));

        // nothing is shown before all of it is there: half a list looks like a loss
        DateTimeOffset? nextAt = null;
        var changed = newest.State != ClusterState.Syncing && projector.Project(now, out nextAt);
        if (changed || !newest.LooksLike(status))
        {
            status = newest;
            Board.Publish(new(cluster with { IsConnected = true }, status, projector.Sets));
        }

        return nextAt;
    }

    private async Task WaitAsync(DateTimeOffset? nextAt, CancellationToken cancellationToken)
    {
        if (nextAt is not { } at)
        {
            await work.Reader.WaitToReadAsync(cancellationToken);
            return;
        }

        var delay = at - time.GetUtcNow();
        if (delay <= TimeSpan.Zero)
        {
            return;
        }

        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ready = work.Reader.WaitToReadAsync(timer.Token).AsTask();
        var alarm = Task.Delay(delay < TimeSpan.FromHours(1) ? delay : TimeSpan.FromHours(1), time, timer.Token);
        await Task.WhenAny(ready, alarm);
        await timer.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        await Task.WhenAll(ready, alarm).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // a fault in one projection must not end the watching of a cluster: it is told, and the next change is looked at
    private void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogFault(cluster.Name, exception);
        }
    }

    private sealed record Watch(Func<WatchHealth> Health, Func<CancellationToken, Task> Run, string? Namespace);

    [LoggerMessage(Level = LogLevel.Error, Message = "Cluster {Cluster}: a change could not be worked in; the view may be wrong until the next one")]
    private partial void LogFault(string cluster, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Cluster {Cluster}: watching has ended")]
    private partial void LogEnded(string cluster);
}
