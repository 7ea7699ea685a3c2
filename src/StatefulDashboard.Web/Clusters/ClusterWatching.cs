using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// A cluster watched in one scope: informers, index and projector, and the one loop that joins them and publishes.
/// <see cref="RunAsync"/> owns everything; when it ends nothing of it runs on.
/// </summary>
internal sealed partial class ClusterWatching
{
    private readonly ClusterSummary cluster;
    private readonly ClusterScope scope;
    private readonly TaskCompletionSource setsForbidden = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ClusterIndex index = new();
    private readonly ClusterProjector projector;
    private readonly OperationShelf operations;
    private readonly WorkloadShelf workloads = new();
    private readonly ConcurrentQueue<Action> work = new();
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly List<IWatch> watches = [];
    private ClusterStatus status;
    private ViewChanges changes = ViewChanges.Start();
    private DateTimeOffset publishedAt;

    public ClusterWatching(ClusterSummary cluster, KubernetesClient client, ClusterScope scope, string zone, TimeProvider time, ILoggerFactory logging, OperationStore? store = null)
    {
        this.cluster = cluster;
        this.scope = scope;
        this.time = time;
        logger = logging.CreateLogger<ClusterWatching>();
        projector = new(index, zone);
        operations = new(store, logger);
        string?[] places = scope.IsWhole ? [null] : [.. scope.Namespaces];
        foreach (var place in places)
        {
            Add(ResourceKinds.StatefulSets, place, index.Apply);
            Add(ResourceKinds.Pods, place, index.Apply);
            Add(ResourceKinds.PersistentVolumeClaims, place, change => { index.Apply(change); workloads.Apply(change); });
            Add(ResourceKinds.Services, place, change => { index.Apply(change); workloads.Apply(change); });
            Add(ResourceKinds.EndpointSlices, place, index.Apply);
            Add(ResourceKinds.ControllerRevisions, place, index.Apply);
            Add(ResourceKinds.PodDisruptionBudgets, place, index.Apply);
            Add(ResourceKinds.HorizontalPodAutoscalers, place, index.Apply);
            Add(ResourceKinds.FailedCreations, place, index.Apply);
            Add(ResourceKinds.Operations, place, operations.Apply);
            Add(ResourceKinds.Deployments, place, workloads.Apply);
            Add(ResourceKinds.DaemonSets, place, workloads.Apply);
        }

        Add(ResourceKinds.PersistentVolumes, null, index.Apply);
        Add(ResourceKinds.StorageClasses, null, index.Apply);
        Add(ResourceKinds.Nodes, null, index.Apply);
        status = ClusterHealth.Of(Health, null, time.GetUtcNow()) with { Scope = scope };

        void Add<T>(ResourceKind<T> kind, string? place, Action<ResourceChange<T>> apply)
            where T : class, IKubernetesObject
        {
            var informer = new Informer<T>(client, kind, place, time, logging.CreateLogger("StatefulDashboard.Informer." + kind.Plural));
            watches.Add(new Watch<T>(informer, apply, work, Wake));
        }
    }

    /// <summary>What is known at first: nothing, and why.</summary>
    public ClusterView First => new(cluster with { IsConnected = true }, status, projector.Sets);

    public IReadOnlyList<WatchHealth> Health => [.. watches.Select(watch => watch.Health)];

    /// <summary>Completes when it turns out that StatefulSets may not be read anywhere in this scope.</summary>
    public Task SetsForbidden => setsForbidden.Task;

    /// <summary>Watches and publishes until it is cancelled.</summary>
    public Task RunAsync(ClusterBoard board, CancellationToken cancellationToken) =>
        Task.WhenAll([.. watches.Select(watch => watch.RunAsync(cancellationToken)), LoopAsync(board, cancellationToken)]);

    private async Task LoopAsync(ClusterBoard board, CancellationToken cancellationToken)
    {
        while (true)
        {
            // before anything is looked at: what comes from now on wakes the loop again
            wake.Reader.TryRead(out _);
            var health = TakeHealth();
            while (work.TryDequeue(out var step))
            {
                Guard(step);
            }

            DateTimeOffset? nextAt = null;
            Guard(() => nextAt = Publish(board, health));
            await WaitAsync(nextAt, cancellationToken);
        }
    }

    private void Wake() => wake.Writer.TryWrite(true);

    // the health first, then the changes: what a watch had read when it called itself live is worked in before anybody is told so
    private WatchHealth[] TakeHealth()
    {
        WatchHealth[] health = [.. Health];
        foreach (var watch in watches)
        {
            watch.Move();
        }

        if (health.Zip(watches).Where(pair => pair.First.Kind == ResourceKinds.StatefulSets.Plural).All(pair => pair.First.State == WatchState.Forbidden))
        {
            setsForbidden.TrySetResult();
        }

        return health;
    }

    private DateTimeOffset? Publish(ClusterBoard board, WatchHealth[] health)
    {
        var now = time.GetUtcNow();
        var unread = UnreadTable.Of(health);
        var newest = ClusterHealth.Of(health, status, now) with { Scope = scope, Unread = unread };
        projector.Take(unread);

        // nobody sees more than a screen shows: what comes in between goes into the next view
        if (newest.LooksLike(status) && now >= publishedAt && now - publishedAt < ClusterProjector.Pace)
        {
            return publishedAt + ClusterProjector.Pace;
        }

        // nothing is shown before all of it is there: half a list looks like a loss
        DateTimeOffset? nextAt = null;
        var changed = newest.State != ClusterState.Syncing && (projector.Project(now, out nextAt) | workloads.Project(unread));
        if (changed | operations.TakeChanged() || !newest.LooksLike(status))
        {
            (status, publishedAt, changes) = (newest, now, changes.Next(projector.Sets, projector.TakeChanged()));
            board.Publish(new(cluster with { IsConnected = true }, status, projector.Sets) { Operations = operations.Present, Workloads = workloads.Present, Changes = changes });
        }

        return nextAt;
    }

    private async Task WaitAsync(DateTimeOffset? nextAt, CancellationToken cancellationToken)
    {
        if (nextAt is not { } at)
        {
            await wake.Reader.WaitToReadAsync(cancellationToken);
            return;
        }

        var delay = at - time.GetUtcNow();
        if (delay <= TimeSpan.Zero)
        {
            return;
        }

        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ready = wake.Reader.WaitToReadAsync(timer.Token).AsTask();
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Cluster {Cluster}: a change could not be worked in; the view may be wrong until the next one")]
    private partial void LogFault(string cluster, Exception exception);

    private interface IWatch
    {
        WatchHealth Health { get; }

        Task RunAsync(CancellationToken cancellationToken);

        /// <summary>Hands all changes that have come so far to the loop.</summary>
        void Move();
    }

    private sealed class Watch<T> : IWatch
        where T : class, IKubernetesObject
    {
        private readonly Lock gate = new(); // the loop and the pump both move: in the informer's order, each change once
        private readonly PendingChanges<T> pending = new(); // a loop that is behind gets the newest state of each object, not each change
        private readonly Informer<T> informer;
        private readonly Action<ResourceChange<T>> apply;
        private readonly ConcurrentQueue<Action> work;
        private readonly Action wake;
        private ChannelReader<IReadOnlyList<ResourceChange<T>>>? changes;

        public Watch(Informer<T> informer, Action<ResourceChange<T>> apply, ConcurrentQueue<Action> work, Action wake)
        {
            (this.informer, this.apply, this.work, this.wake) = (informer, apply, work, wake);
            informer.HealthChanged += (_, _) => wake();
        }

        public WatchHealth Health => informer.Health;

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            await using (informer)
            {
                // nothing has been read before it runs: there is no snapshot to begin with
                changes = informer.Subscribe(cancellationToken).Changes;
                await Task.WhenAll(informer.RunAsync(cancellationToken), PumpAsync(changes, cancellationToken));
            }
        }

        public void Move()
        {
            lock (gate)
            {
                while (changes is not null && changes.TryRead(out var batch))
                {
                    if (pending.Add(batch))
                    {
                        work.Enqueue(Apply);
                    }
                }
            }
        }

        private void Apply()
        {
            foreach (var change in pending.Take())
            {
                apply(change);
            }
        }

        private async Task PumpAsync(ChannelReader<IReadOnlyList<ResourceChange<T>>> reader, CancellationToken cancellationToken)
        {
            while (await reader.WaitToReadAsync(cancellationToken))
            {
                Move();
                wake();
            }
        }
    }
}
