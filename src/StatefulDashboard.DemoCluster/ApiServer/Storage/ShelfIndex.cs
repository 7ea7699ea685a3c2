using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace StatefulDashboard.DemoCluster.ApiServer.Storage;

/// <summary>Objects grouped by a text, each group ordered by key. One writer at a time; reading sees one moment and needs no lock.</summary>
internal sealed class ShelfIndex
{
    private readonly ConcurrentDictionary<string, ImmutableSortedDictionary<string, StoredObject>> groups = new(StringComparer.Ordinal);

    public IEnumerable<StoredObject> In(string group) => groups.TryGetValue(group, out var items) ? items.Values : [];

    public void Put(string group, StoredObject o) => groups[group] = (groups.GetValueOrDefault(group) ?? Shelf.Empty).SetItem(o.Key, o);

    public void Remove(string group, StoredObject o)
    {
        if (groups.TryGetValue(group, out var items) && items.Remove(o.Key) is var rest && rest.Count > 0)
        {
            groups[group] = rest;
        }
        else
        {
            groups.TryRemove(group, out _);
        }
    }
}
