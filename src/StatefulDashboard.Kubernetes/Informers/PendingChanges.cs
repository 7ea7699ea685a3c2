using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>
/// Changes that somebody has not got round to yet, merged by name: whatever happens meanwhile, what waits is bounded by the number
/// of objects. Taken in order, they lead from what was known to what is: an object that came and went leaves nothing, one that was
/// replaced by another of its name is a deletion and an addition. Safe for a writer and a reader.
/// </summary>
public sealed class PendingChanges<T>
    where T : class, IKubernetesObject
{
    private readonly Lock gate = new();
    private Dictionary<NamespacedName, (T? Known, T? Now)> pending = [];

    public int Count
    {
        get
        {
            lock (gate)
            {
                return pending.Count;
            }
        }
    }

    /// <summary>True when nothing was waiting before: the reader has to be told.</summary>
    public bool Add(IReadOnlyList<ResourceChange<T>> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        lock (gate)
        {
            var wasEmpty = pending.Count == 0;
            foreach (var change in changes)
            {
                var known = pending.TryGetValue(change.Name, out var waiting) ? waiting.Known : change.Before;
                pending[change.Name] = (known, change.After);
            }

            return wasEmpty && pending.Count > 0;
        }
    }

    /// <summary>Everything that waits; nothing waits after it.</summary>
    public IReadOnlyList<ResourceChange<T>> Take()
    {
        Dictionary<NamespacedName, (T? Known, T? Now)> taken;
        lock (gate)
        {
            (taken, pending) = (pending, []);
        }

        var changes = new List<ResourceChange<T>>(taken.Count);
        foreach (var (name, (known, now)) in taken)
        {
            if (known is not null && now is not null && !string.Equals(known.Metadata.Uid, now.Metadata.Uid, StringComparison.Ordinal))
            {
                changes.Add(new(name, known, null));
                changes.Add(new(name, null, now));
            }
            else if (!ReferenceEquals(known, now))
            {
                changes.Add(new(name, known, now));
            }
        }

        return changes;
    }
}
