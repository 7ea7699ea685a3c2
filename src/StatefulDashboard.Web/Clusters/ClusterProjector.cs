using System.Collections.Immutable;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// Keeps an overview of each set: projects anew only the sets that were touched or whose time has come,
/// each at most once per <see cref="Pace"/>. One thread at a time; time is an argument.
/// </summary>
public sealed class ClusterProjector(ClusterIndex index, string zone)
{
    /// <summary>A frame of a screen: nobody sees more.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(16);

    private readonly Dictionary<NamespacedName, DateTimeOffset> projectedAt = [];
    private readonly HashSet<NamespacedName> waiting = [];
    private readonly PriorityQueue<NamespacedName, DateTimeOffset> timed = new();
    private readonly Dictionary<NamespacedName, DateTimeOffset> timedAt = []; // the earliest entry of each in the queue
    private readonly HashSet<NamespacedName> changed = [];

    /// <summary>What may not be read where; a set is projected with it when it is touched.</summary>
    public UnreadTable Unread { get; private set; } = UnreadTable.None;

    public ImmutableSortedDictionary<NamespacedName, StatefulSetOverview> Sets { get; private set; } =
        ImmutableSortedDictionary<NamespacedName, StatefulSetOverview>.Empty;

    /// <summary>The sets of which the overview was added, changed or removed since this was asked last.</summary>
    public HashSet<NamespacedName> TakeChanged()
    {
        HashSet<NamespacedName> taken = [.. changed];
        changed.Clear();
        return taken;
    }

    /// <summary>Takes over what may be read now; where that differs, every set is projected anew.</summary>
    public void Take(UnreadTable unread)
    {
        if (!Unread.Equals(unread))
        {
            Unread = unread;
            index.TouchAll();
        }
    }

    /// <summary>Projects what is due. True when an overview really changed.</summary>
    /// <param name="nextAt">When this must be called again though nothing was touched; null when only a change can make it necessary.</param>
    public bool Project(DateTimeOffset now, out DateTimeOffset? nextAt)
    {
        waiting.UnionWith(index.TakeTouched());
        while (timed.TryPeek(out var name, out var at) && at <= now)
        {
            timed.Dequeue();
            timedAt.Remove(name);
            waiting.Add(name);
        }

        var before = Sets;
        nextAt = null;
        foreach (var name in waiting.ToArray())
        {
            if (projectedAt.TryGetValue(name, out var last) && last + Pace > now && last <= now)
            {
                nextAt = Earlier(nextAt, last + Pace);
                continue;
            }

            waiting.Remove(name);
            Project(name, now);
        }

        if (timed.TryPeek(out _, out var next))
        {
            nextAt = Earlier(nextAt, next);
        }

        return !ReferenceEquals(before, Sets);
    }

    private void Project(NamespacedName name, DateTimeOffset now)
    {
        if (index.Snapshot(name, Unread.In(name.Namespace)) is not { } snapshot)
        {
            projectedAt.Remove(name);
            Sets = Sets.Remove(name);
            changed.Add(name);
            return;
        }

        projectedAt[name] = now;
        var overview = StatefulSetOverview.From(snapshot, now, zone);
        if (!Sets.TryGetValue(name, out var old) || !old.Equals(overview))
        {
            Sets = Sets.SetItem(name, overview);
            changed.Add(name);
        }

        if (overview.NextChangeAt is { } at && (!timedAt.TryGetValue(name, out var known) || at < known))
        {
            timedAt[name] = at;
            timed.Enqueue(name, at);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } at && at < other ? at : other;
}
