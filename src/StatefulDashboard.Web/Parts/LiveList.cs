using System.Threading.Channels;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Parts;

/// <summary>The objects of one kind, in one namespace, in several or in all, as the server has them now.</summary>
public sealed class LiveList<T>
    where T : class, IKubernetesObject
{
    private readonly Lock gate = new();
    private readonly Informer<T>[] informers;
    private readonly Dictionary<NamespacedName, T> objects = [];
    private readonly List<ChannelReader<IReadOnlyList<ResourceChange<T>>>> pending = [];
    private T[]? sorted;

    internal LiveList(IEnumerable<Informer<T>> informers) => this.informers = [.. informers];

    /// <summary>
    /// By namespace and name. Empty as long as nothing has been read: see <see cref="IsRead"/>. What a watch had read when it called
    /// itself live is always in it: half a list looks like a loss.
    /// </summary>
    public IReadOnlyList<T> Items
    {
        get
        {
            lock (gate)
            {
                Catch();
                // what may no longer be read is not shown as it was
                return Array.TrueForAll(informers, IsForbidden) ? [] : sorted ??= [.. objects.OrderBy(pair => pair.Key.Namespace, StringComparer.Ordinal).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => pair.Value)];
            }
        }
    }

    /// <summary>False where the person may not read the kind: that it is empty then says nothing.</summary>
    public bool IsRead => !Array.Exists(informers, IsForbidden);

    /// <summary>One for each namespace that is read.</summary>
    public IEnumerable<WatchHealth> Health => informers.Select(informer => informer.Health);

    /// <summary>Null where there is none of this name, or none that may be read.</summary>
    public T? Find(NamespacedName name)
    {
        lock (gate)
        {
            Catch();
            return objects.GetValueOrDefault(name);
        }
    }

    internal IEnumerable<Task> RunAsync(Action wake, CancellationToken cancellationToken) => informers.SelectMany(informer =>
    {
        informer.HealthChanged += (_, _) => wake();
        var changes = informer.Subscribe(cancellationToken).Changes;
        lock (gate)
        {
            pending.Add(changes);
        }

        return new[] { informer.RunAsync(cancellationToken), PumpAsync(changes, wake, cancellationToken) };
    });

    internal ValueTask DisposeAsync() => new(Task.WhenAll(informers.Select(informer => informer.DisposeAsync().AsTask())));

    private static bool IsForbidden(Informer<T> informer) => informer.Health.State == WatchState.Forbidden;

    private async Task PumpAsync(ChannelReader<IReadOnlyList<ResourceChange<T>>> changes, Action wake, CancellationToken cancellationToken)
    {
        while (await changes.WaitToReadAsync(cancellationToken))
        {
            lock (gate)
            {
                Catch();
            }

            wake();
        }
    }

    // the reader and the pumps all move: in the informers' order, each change once
    private void Catch()
    {
        foreach (var changes in pending)
        {
            while (changes.TryRead(out var batch))
            {
                Apply(batch);
            }
        }
    }

    private void Apply(IReadOnlyList<ResourceChange<T>> batch)
    {
        sorted = null;
        foreach (var change in batch)
        {
            if (change.After is { } after)
            {
                objects[change.Name] = after;
            }
            else
            {
                objects.Remove(change.Name);
            }
        }
    }
}
