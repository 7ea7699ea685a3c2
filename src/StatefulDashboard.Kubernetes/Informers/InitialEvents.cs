using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>
/// What a streaming list has brought so far. Nothing of it counts, no resourceVersion either, before its end mark. When nothing
/// comes for 30 s the token is cancelled: a server that does not know streaming lists, or a proxy that holds the answer back.
/// </summary>
internal sealed class InitialEvents<T> : IDisposable
    where T : class, IKubernetesObject
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<NamespacedName, T> items = [];
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource linked;

    public InitialEvents(TimeProvider time, CancellationToken cancellationToken)
    {
        timer = new CancellationTokenSource(Patience, time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
    }

    public CancellationToken Token => linked.Token;

    public bool IsComplete { get; private set; }

    public IReadOnlyCollection<T> Items => items.Values;

    public void Add(WatchEvent<T> next)
    {
        timer.CancelAfter(Patience);
        switch (next)
        {
            case { Type: WatchEventType.Bookmark, IsInitialEventsEnd: true }:
                IsComplete = true;
                timer.CancelAfter(Timeout.InfiniteTimeSpan);
                break;
            case { Type: WatchEventType.Deleted, Object: { } gone }:
                items.Remove(gone.Metadata.Key);
                break;
            case { Object: { } item }:
                items[item.Metadata.Key] = item;
                break;
        }
    }

    public void Dispose()
    {
        linked.Dispose();
        timer.Dispose();
    }
}
