using System.Globalization;
using System.Threading.Channels;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Model;

/// <summary>
/// What is true: pods by name, the events of the past as far as they were not compacted away, and who watches. Safe for the server's
/// threads and the test's.
/// </summary>
internal sealed class ModelCluster
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, (string Uid, long Version)> pods = new(StringComparer.Ordinal);
    private readonly List<(long Version, string Line)> history = [];
    private readonly HashSet<ChannelWriter<string>> watchers = [];
    private long version = 1;
    private long oldest = 1;
    private int uids;

    /// <summary>Each pod's uid and resourceVersion.</summary>
    public Dictionary<string, (string Uid, long Version)> State
    {
        get
        {
            lock (gate)
            {
                return new(pods, StringComparer.Ordinal);
            }
        }
    }

    public long Put(string name)
    {
        lock (gate)
        {
            var isNew = !pods.TryGetValue(name, out var known);
            var pod = (isNew ? "u" + (++uids).ToString(CultureInfo.InvariantCulture) : known.Uid, ++version);
            pods[name] = pod;
            Tell(isNew ? "ADDED" : "MODIFIED", name, pod);
            return version;
        }
    }

    public void Delete(string name)
    {
        lock (gate)
        {
            if (pods.Remove(name, out var known))
            {
                Tell("DELETED", name, (known.Uid, ++version));
            }
        }
    }

    /// <summary>Forgets what has happened: who comes with an older version is told 410.</summary>
    public void Compact()
    {
        lock (gate)
        {
            history.Clear();
            oldest = version;
        }
    }

    public (List<string> Pods, long Version) Snapshot()
    {
        lock (gate)
        {
            return (Items(), version);
        }
    }

    /// <summary>All that is there now, and every event after it.</summary>
    public (List<string> Pods, long Version) WatchAll(ChannelWriter<string> watcher)
    {
        lock (gate)
        {
            watchers.Add(watcher);
            return (Items(), version);
        }
    }

    /// <summary>The events after a version. False when they are no longer known, or the version never was.</summary>
    public bool WatchFrom(long from, ChannelWriter<string> watcher)
    {
        lock (gate)
        {
            if (from < oldest || from > version)
            {
                return false;
            }

            foreach (var (_, line) in history.Where(change => change.Version > from))
            {
                watcher.TryWrite(line);
            }

            watchers.Add(watcher);
            return true;
        }
    }

    public void Leave(ChannelWriter<string> watcher)
    {
        lock (gate)
        {
            watchers.Remove(watcher);
        }
    }

    /// <summary>Puts something into every stream: a line, or one of the server's orders.</summary>
    public void Disturb(string line)
    {
        lock (gate)
        {
            foreach (var watcher in watchers)
            {
                watcher.TryWrite(line);
            }
        }
    }

    public void Bookmark()
    {
        lock (gate)
        {
            Disturb(Api.Bookmark(version.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static string Pod(string name, (string Uid, long Version) pod) => Api.Pod(name, pod.Version.ToString(CultureInfo.InvariantCulture), pod.Uid);

    private List<string> Items() => [.. pods.Select(pair => Pod(pair.Key, pair.Value))];

    private void Tell(string type, string name, (string Uid, long Version) pod)
    {
        var line = Api.Event(type, Pod(name, pod));
        history.Add((pod.Version, line));
        Disturb(line);
    }
}
