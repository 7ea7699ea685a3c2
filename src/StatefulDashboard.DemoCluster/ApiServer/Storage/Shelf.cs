using System.Collections.Immutable;

namespace StatefulDashboard.DemoCluster.ApiServer.Storage;

/// <summary>The objects of one kind, their indexes and their log. Changed only under the store's gate; the collections may be read at any time.</summary>
internal sealed class Shelf
{
    public ImmutableSortedDictionary<string, StoredObject> Items { get; private set; } = Empty;

    public ShelfIndex ByNamespace { get; } = new();

    public ShelfIndex ByController { get; } = new();

    /// <summary>Pods by each of their labels; empty for other kinds.</summary>
    public ShelfIndex ByLabel { get; } = new();

    public List<StoreChange> Log { get; } = [];

    public long CompactedTo { get; set; } = ResourceStore.FirstVersion;

    public List<StoreSubscription> Watchers { get; } = [];

    public static ImmutableSortedDictionary<string, StoredObject> Empty { get; } = ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);

    /// <summary>Where <see cref="ByController"/> keeps what has no controlling owner; no uid looks like this.</summary>
    public static string NoController(string @namespace) => "/" + @namespace;

    public static string LabelGroup(string @namespace, string key, string value) => $"{@namespace}/{key}={value}";

    public void Put(StoredObject? previous, StoredObject next)
    {
        Items = Items.SetItem(next.Key, next);
        ByNamespace.Put(next.Namespace, next);
        var (was, isNow) = (previous is null ? null : ControllerKey(previous), ControllerKey(next));
        if (was is not null && was != isNow)
        {
            ByController.Remove(was, previous!);
        }

        ByController.Put(isNow, next);
        if (next.Kind == ResourceKinds.Pods)
        {
            var groups = LabelGroups(next);
            foreach (var gone in previous is null ? [] : LabelGroups(previous).Except(groups, StringComparer.Ordinal))
            {
                ByLabel.Remove(gone, previous!);
            }

            foreach (var group in groups)
            {
                ByLabel.Put(group, next);
            }
        }
    }

    public void Remove(StoredObject last)
    {
        Items = Items.Remove(last.Key);
        ByNamespace.Remove(last.Namespace, last);
        ByController.Remove(ControllerKey(last), last);
        foreach (var group in last.Kind == ResourceKinds.Pods ? LabelGroups(last) : [])
        {
            ByLabel.Remove(group, last);
        }
    }

    public void Tell(StoreChange change, int window)
    {
        Log.Add(change);
        if (Log.Count > 2 * window)
        {
            CompactedTo = Log[window - 1].Object.Version;
            Log.RemoveRange(0, window);
        }

        foreach (var watcher in Watchers)
        {
            watcher.Offer(change);
        }
    }

    private static string[] LabelGroups(StoredObject pod) => [.. (pod.Labels ?? []).Select(l => LabelGroup(pod.Namespace, l.Key, l.Value.Text() ?? ""))];

    private static string ControllerKey(StoredObject o) => o.ControllerUid ?? NoController(o.Namespace);
}
