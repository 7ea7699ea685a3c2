using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>
/// A cache of one kind that follows the API server, for any number of subscribers. Its owner starts it with
/// <see cref="RunAsync"/> and awaits that; a subscriber can neither stop nor slow it.
/// </summary>
public sealed class Informer<T> : IAsyncDisposable
    where T : class, IKubernetesObject
{
    private readonly Lock gate = new();
    private readonly ResourceStore<T> store = new();
    private readonly HashSet<ChannelWriter<IReadOnlyList<ResourceChange<T>>>> subscribers = [];
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stop = new();
    private readonly HealthTracker health;
    private readonly Reflector<T> reflector;
    private readonly ILogger logger;

    private Task? run;
    private bool isStopped;
    private bool isDisposed;

    /// <param name="namespaceName">Null for all namespaces.</param>
    public Informer(KubernetesClient client, ResourceKind<T> kind, string? namespaceName, TimeProvider time, ILogger logger)
        : this(new ClientSource<T>(client, kind, namespaceName), time, Random.Shared, logger)
    {
    }

    internal Informer(IResourceSource<T> source, TimeProvider time, Random random, ILogger logger)
    {
        this.logger = logger;
        Kind = source.Kind;
        health = new HealthTracker(source.Kind.Plural, source.Namespace, time, () =>
        {
            lock (gate)
            {
                return store.Count;
            }
        });
        health.Changed += TellHealth;
        reflector = new Reflector<T>(source, new Target(this), health, time, random, logger);
    }

    /// <summary>
    /// Raised when the state, the error or the next attempt changes, in order, on the informer's loop: a handler must return at
    /// once. What it throws is logged.
    /// </summary>
    public event EventHandler<WatchHealthChangedEventArgs>? HealthChanged;

    public ResourceKind<T> Kind { get; }

    /// <summary>How the watch is doing now, counters included.</summary>
    public WatchHealth Health => health.Current;

    /// <summary>
    /// Follows the server until it is cancelled or the informer disposed of, then returns; it never throws for what a server or
    /// network does. To be called once.
    /// </summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isStopped || isDisposed, this);
            return run is null ? run = FollowAsync(cancellationToken) : throw new InvalidOperationException("this informer runs already");
        }
    }

    /// <summary>Completes when the first list is in the cache; cancelled when the informer stops before.</summary>
    public Task WhenSynced(CancellationToken cancellationToken) => synced.Task.WaitAsync(cancellationToken);

    /// <summary>Snapshot and changes, taken at one moment. Ends when <paramref name="cancellationToken"/> is cancelled.</summary>
    public InformerSubscription<T> Subscribe(CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<IReadOnlyList<ResourceChange<T>>>();
        IReadOnlyDictionary<NamespacedName, T> snapshot;
        lock (gate)
        {
            snapshot = store.Snapshot();
            if (isStopped)
            {
                channel.Writer.Complete();
                return new InformerSubscription<T>(snapshot, channel.Reader);
            }

            subscribers.Add(channel.Writer);
        }

        cancellationToken.Register(() => Unsubscribe(channel.Writer));
        return new InformerSubscription<T>(snapshot, channel.Reader);
    }

    /// <summary>Stops following and waits for the end of it; a second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            (isDisposed, running) = (true, run);
        }

        await stop.CancelAsync();

        if (running is not null)
        {
            await running;
        }

        Complete();
        stop.Dispose();
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stop.Token);
        try
        {
            await Task.Yield();
            await reflector.RunAsync(linked.Token);
        }
        finally
        {
            Complete();
        }
    }

    private void Complete()
    {
        lock (gate)
        {
            isStopped = true;
            foreach (var subscriber in subscribers)
            {
                subscriber.TryComplete();
            }

            subscribers.Clear();
        }

        synced.TrySetCanceled();
    }

    private void Unsubscribe(ChannelWriter<IReadOnlyList<ResourceChange<T>>> writer)
    {
        lock (gate)
        {
            subscribers.Remove(writer);
        }

        writer.TryComplete();
    }

    private void Change(Func<IReadOnlyList<ResourceChange<T>>> change)
    {
        lock (gate)
        {
            var changes = change();
            if (changes.Count == 0)
            {
                return;
            }

            foreach (var subscriber in subscribers)
            {
                subscriber.TryWrite(changes);
            }
        }
    }

    private void TellHealth(object? sender, WatchHealthChangedEventArgs now)
    {
        try
        {
            HealthChanged?.Invoke(this, now);
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "A listener to the health of {Resource} failed", Kind.Plural);
        }
    }

    private sealed class Target(Informer<T> owner) : IReflectorTarget<T>
    {
        public void Replace(IReadOnlyCollection<T> items)
        {
            owner.Change(() => owner.store.Replace(items));
            owner.synced.TrySetResult();
        }

        public void Apply(WatchEvent<T> change) => owner.Change(() => owner.store.Apply(change));
    }
}
