using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>
/// The last known state of one kind. Each call answers what it changed: applied in order to a copy of the state before, the changes
/// give the state after. Not safe for several threads: its informer's lock guards it.
/// </summary>
public sealed class ResourceStore<T>
    where T : class, IKubernetesObject
{
    private readonly Dictionary<NamespacedName, T> items = [];

    public int Count => items.Count;

    public T? Find(NamespacedName name) => items.GetValueOrDefault(name);

    /// <summary>A copy that never changes.</summary>
    public IReadOnlyDictionary<NamespacedName, T> Snapshot() => new Dictionary<NamespacedName, T>(items);

    /// <summary>
    /// Makes the state equal to a full list. Deletions come first: of what is no longer there, and of what bears a new uid, which
    /// is then an addition. An object with the resourceVersion that is known is no change.
    /// </summary>
    public IReadOnlyList<ResourceChange<T>> Replace(IEnumerable<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var next = new Dictionary<NamespacedName, T>();
        foreach (var item in list)
        {
            next[Key(item)] = item;
        }

        var changes = new List<ResourceChange<T>>();
        foreach (var (name, before) in items)
        {
            if (!next.TryGetValue(name, out var after) || !IsSameObject(before, after))
            {
                changes.Add(new ResourceChange<T>(name, before, null));
            }
        }

        foreach (var change in changes)
        {
            items.Remove(change.Name);
        }

        foreach (var (name, after) in next)
        {
            var before = items.GetValueOrDefault(name);
            if (before is null || !IsSameVersion(before, after))
            {
                items[name] = after;
                changes.Add(new ResourceChange<T>(name, before, after));
            }
        }

        return changes;
    }

    /// <summary>
    /// Applies one event of a watch; a bookmark changes nothing. An addition of what is known is a modification and the other way
    /// round; the deletion of what is not known, or of an earlier object of the name, is no change.
    /// </summary>
    public IReadOnlyList<ResourceChange<T>> Apply(WatchEvent<T> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Object is not { } item)
        {
            return [];
        }

        var name = Key(item);
        var before = items.GetValueOrDefault(name);
        if (change.Type == WatchEventType.Deleted)
        {
            if (before is null || !IsSameObject(before, item))
            {
                return [];
            }

            items.Remove(name);
            return [new ResourceChange<T>(name, before, null)];
        }

        if (before is null)
        {
            items[name] = item;
            return [new ResourceChange<T>(name, null, item)];
        }

        if (!IsSameObject(before, item))
        {
            items[name] = item;
            return [new ResourceChange<T>(name, before, null), new ResourceChange<T>(name, null, item)];
        }

        if (IsSameVersion(before, item))
        {
            return [];
        }

        items[name] = item;
        return [new ResourceChange<T>(name, before, item)];
    }

    private static NamespacedName Key(T item) => new(item.Metadata.Namespace ?? "", item.Metadata.Name);

    private static bool IsSameObject(T left, T right) => string.Equals(left.Metadata.Uid, right.Metadata.Uid, StringComparison.Ordinal);

    /// <summary>A server that gives no resourceVersions is compared by value.</summary>
    private static bool IsSameVersion(T left, T right) =>
        !string.IsNullOrEmpty(left.Metadata.ResourceVersion)
            ? string.Equals(left.Metadata.ResourceVersion, right.Metadata.ResourceVersion, StringComparison.Ordinal)
            : left.Equals(right);
}
