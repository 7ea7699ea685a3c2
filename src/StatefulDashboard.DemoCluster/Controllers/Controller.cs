using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>
/// One loop that reacts to changes: a change names keys, each key is reconciled against the store. Keys that pile up while the loop works
/// are reconciled once. A failure is logged and the key tried again; the loop never ends before it is cancelled.
/// </summary>
internal abstract class Controller(ObjectApi objects, DemoClock clock, ILogger logger)
{
    private readonly Channel<string> queue = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly HashSet<string> queued = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> failures = new(StringComparer.Ordinal);

    protected ObjectApi Objects { get; } = objects;

    protected ResourceStore Store => Objects.Store;

    protected DemoClock Clock { get; } = clock;

    protected abstract ResourceKind[] Watched { get; }

    /// <summary>Whose turn it is after a change; namespace and name joined by a slash for namespaced objects.</summary>
    protected abstract IEnumerable<string> KeysFor(StoreChange change);

    protected abstract void Reconcile(string @namespace, string name);

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var subscription = Store.Subscribe(Watched);
        foreach (var item in subscription.Initial)
        {
            Enqueue(KeysFor(new StoreChange(ChangeType.Added, item, null)));
        }

        var feeding = FeedAsync(subscription, cancellation);
        try
        {
            await foreach (var key in queue.Reader.ReadAllAsync(cancellation))
            {
                lock (queued)
                {
                    queued.Remove(key);
                }

                Try(key);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // the cluster ends
        }

        await feeding;
    }

    /// <summary>Reconciles a key again after a while of demo time.</summary>
    protected void Again(string key, TimeSpan delay) => Clock.After(delay, () => Enqueue([key]));

    protected void AgainNow(string key) => Enqueue([key]);

    protected static string KeyOf(StoredObject o) => o.Key;

    private async Task FeedAsync(StoreSubscription subscription, CancellationToken cancellation)
    {
        try
        {
            await foreach (var change in subscription.Changes.ReadAllAsync(cancellation))
            {
                Enqueue(KeysFor(change));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // the cluster ends
        }
    }

    private void Enqueue(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            lock (queued)
            {
                if (!queued.Add(key))
                {
                    continue;
                }
            }

            queue.Writer.TryWrite(key);
        }
    }

    private void Try(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        try
        {
            Reconcile(key[..slash], key[(slash + 1)..]);
            failures.Remove(key);
        }
        catch (Exception exception)
        {
            var count = failures[key] = failures.GetValueOrDefault(key) + 1;
            if (exception is ApiException { Code: 409 or 404 })
            {
                logger.LogDebug(exception, "{Controller} met a change on {Key} and tries again", GetType().Name, key);
            }
            else
            {
                logger.LogWarning(exception, "{Controller} failed on {Key} and tries again", GetType().Name, key);
            }

            Again(key, TimeSpan.FromMilliseconds(Math.Min(60_000, 5 * Math.Pow(2, Math.Min(count, 14)))));
        }
    }
}
