using System.Collections.Concurrent;
using StatefulDashboard.Dns.Client;
using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Dns;

/// <summary>
/// Asks names as long as somebody looks at them: the one thing about a cluster that cannot be watched. A name that several look at is
/// asked once for all of them. What is asked goes only to the resolver that is configured for the cluster (<see cref="ClusterResolvers"/>).
/// </summary>
public sealed class NameResolver(ClusterResolvers resolvers, TimeProvider time, ILogger<NameResolver> logger) : IAsyncDisposable
{
    /// <summary>So many questions are under way to one cluster's resolver at a time.</summary>
    private const int MostAtOnce = 8;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Cluster, NameQuestion Question), Entry> entries = [];
    private readonly ConcurrentDictionary<string, SemaphoreSlim> rooms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> ending = new();
    private bool isDisposed;

    /// <summary>The names that are asked now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    /// <summary>The questions that are under way.</summary>
    public int UnderWay => rooms.Values.Sum(room => MostAtOnce - room.CurrentCount);

    /// <summary>A viewer that looks at nothing yet.</summary>
    public NameWatch Watch(string clusterId) => new(this, clusterId);

    /// <summary>Null where none can be reached from here.</summary>
    public ClusterResolver? ResolverOf(string clusterId) => resolvers.Find(clusterId);

    /// <summary>The newest answer to a name that somebody looks at; null where nobody does, or none has come.</summary>
    public NameAnswer? Known(string clusterId, NameQuestion question)
    {
        lock (gate)
        {
            return entries.TryGetValue((clusterId, question), out var entry) ? entry.Name.Answer : null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isDisposed = true;
            foreach (var key in entries.Keys.ToArray())
            {
                End(key);
            }
        }

        await Task.WhenAll(ending.Keys);
        foreach (var room in rooms.Values)
        {
            room.Dispose();
        }
    }

    internal void Hold(NameWatch watch, string clusterId, NameQuestion question)
    {
        lock (gate)
        {
            if (isDisposed || resolvers.Find(clusterId) is not { } resolver)
            {
                return;
            }

            if (!entries.TryGetValue((clusterId, question), out var entry))
            {
                var room = rooms.GetOrAdd(clusterId, _ => new(MostAtOnce));
                var name = new WatchedName(question, new(resolver.Server, time), room, time, logger, answered => Tell(clusterId, answered));
                entries[(clusterId, question)] = entry = new(name, []);
                name.Start();
            }

            entry.Watches.Add(watch);
        }
    }

    internal void Expect(string clusterId, NameQuestion question, ValueList<string>? published)
    {
        lock (gate)
        {
            if (entries.TryGetValue((clusterId, question), out var entry))
            {
                entry.Name.Expect(published);
            }
        }
    }

    internal void Release(NameWatch watch, string clusterId, NameQuestion question)
    {
        lock (gate)
        {
            if (entries.TryGetValue((clusterId, question), out var entry) && entry.Watches.Remove(watch) && entry.Watches.Count == 0)
            {
                End((clusterId, question));
            }
        }
    }

    private void End((string Cluster, NameQuestion Question) key)
    {
        if (entries.Remove(key, out var entry))
        {
            var running = entry.Name.Running;
            ending[running] = true;
            _ = running.ContinueWith(ended => ending.TryRemove(ended, out _), TaskScheduler.Default);
            entry.Name.End();
        }
    }

    private void Tell(string clusterId, NameQuestion question)
    {
        NameWatch[] watches;
        lock (gate)
        {
            watches = entries.TryGetValue((clusterId, question), out var entry) ? [.. entry.Watches] : [];
        }

        foreach (var watch in watches)
        {
            watch.Answered();
        }
    }

    private sealed record Entry(WatchedName Name, HashSet<NameWatch> Watches);
}
