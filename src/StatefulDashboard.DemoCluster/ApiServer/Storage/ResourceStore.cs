using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.ApiServer.Storage;

/// <summary>
/// All objects, in the order of one version counter, with a log of changes per kind. Whoever reads and then writes holds <see cref="Gate"/>
/// for both; reading alone needs no lock.
/// </summary>
internal sealed class ResourceStore
{
    /// <summary>The counter starts here, so that version 1 is always compacted away.</summary>
    public const long FirstVersion = 1000;

    private readonly Dictionary<ResourceKind, Shelf> shelves = ResourceKinds.All.ToDictionary(k => k, _ => new Shelf());
    private readonly Queue<(ResourceKind Kind, long Version, ImmutableSortedDictionary<string, StoredObject> Items)> pages = new();
    private readonly List<Action<StoreChange>> listeners = [];
    private readonly RecentRoots recent = new();
    private readonly int window;
    private long version = FirstVersion;

    /// <param name="window">How many changes of each kind a watch can go back; older versions answer 410.</param>
    public ResourceStore(int window = 4096) => this.window = window;
    public Lock Gate { get; } = new();

    public long Version
    {
        get
        {
            lock (Gate)
            {
                return version;
            }
        }
    }

    public StoredObject? Get(ResourceKind kind, string @namespace, string name)
        => shelves[kind].Items.GetValueOrDefault(StoredObject.KeyOf(@namespace, name));

    /// <summary>All objects of a kind, ordered by namespace and name.</summary>
    public IEnumerable<StoredObject> All(ResourceKind kind) => shelves[kind].Items.Values;

    /// <summary>The objects of one namespace, ordered by name.</summary>
    public IEnumerable<StoredObject> In(ResourceKind kind, string @namespace) => shelves[kind].ByNamespace.In(@namespace);

    /// <summary>The pods of one namespace that have all these labels, ordered by name; found by one of the labels, not by walking through all.</summary>
    public IEnumerable<StoredObject> PodsWithLabels(string @namespace, JsonObject labels)
        => labels.FirstOrDefault() is { Key: { } key, Value: var value }
            ? shelves[ResourceKinds.Pods].ByLabel.In(Shelf.LabelGroup(@namespace, key, value.Text() ?? "")).Where(p => labels.Count == 1 || p.Labels.MatchesLabels(labels))
            : In(ResourceKinds.Pods, @namespace);

    /// <summary>The objects whose controlling owner has this uid, ordered by namespace and name.</summary>
    public IEnumerable<StoredObject> ControlledBy(ResourceKind kind, string uid) => shelves[kind].ByController.In(uid);

    /// <summary>The objects of one namespace that have no controlling owner, ordered by name.</summary>
    public IEnumerable<StoredObject> WithoutController(ResourceKind kind, string @namespace) => shelves[kind].ByController.In(Shelf.NoController(@namespace));

    public (ImmutableSortedDictionary<string, StoredObject> Items, long Version) Snapshot(ResourceKind kind)
    {
        lock (Gate)
        {
            return (shelves[kind].Items, version);
        }
    }

    /// <summary>Keeps a snapshot for the next pages of a list; the oldest of 64 is forgotten.</summary>
    public void KeepPage(ResourceKind kind, long at, ImmutableSortedDictionary<string, StoredObject> items)
    {
        lock (Gate)
        {
            pages.Enqueue((kind, at, items));
            if (pages.Count > 64)
            {
                pages.Dequeue();
            }
        }
    }

    public ImmutableSortedDictionary<string, StoredObject>? FindPage(ResourceKind kind, long at)
    {
        lock (Gate)
        {
            return pages.FirstOrDefault(p => p.Kind == kind && p.Version == at).Items;
        }
    }

    /// <summary>Stores a new version of an object (its metadata.resourceVersion is set here) and tells every watcher.</summary>
    public StoredObject Write(ResourceKind kind, JsonObject root)
    {
        lock (Gate)
        {
            var shelf = shelves[kind];
            root.Ensure("metadata")["resourceVersion"] = (++version).ToString(CultureInfo.InvariantCulture);
            Objects.FieldOrder.Apply(root);
            var stored = StoredObject.From(kind, root, version, recent);
            var previous = shelf.Items.GetValueOrDefault(stored.Key);
            shelf.Put(previous, stored);
            Tell(shelf, new StoreChange(previous is null ? ChangeType.Added : ChangeType.Modified, stored, previous));
            return stored;
        }
    }

    public StoredObject Remove(StoredObject last, JsonObject? lastState = null)
    {
        lock (Gate)
        {
            var shelf = shelves[last.Kind];
            var root = lastState ?? last.Root.Copy();
            root.Ensure("metadata")["resourceVersion"] = (++version).ToString(CultureInfo.InvariantCulture);
            var gone = StoredObject.From(last.Kind, root, version, recent);
            shelf.Remove(last);
            Tell(shelf, new StoreChange(ChangeType.Deleted, gone, last));
            return gone;
        }
    }

    /// <summary>Calls the listener for every later change, under the gate, in the order of versions; it must be quick and must not throw.</summary>
    public void Listen(Action<StoreChange> listener)
    {
        lock (Gate)
        {
            listeners.Add(listener);
        }
    }

    public void Unlisten(Action<StoreChange> listener)
    {
        lock (Gate)
        {
            listeners.Remove(listener);
        }
    }

    /// <summary>What is there now and every later change of the kinds.</summary>
    public StoreSubscription Subscribe(params ResourceKind[] kinds)
    {
        lock (Gate)
        {
            var subscription = new StoreSubscription(this, [.. kinds.SelectMany(k => shelves[k].Items.Values)], version);
            foreach (var kind in kinds)
            {
                shelves[kind].Watchers.Add(subscription);
            }

            return subscription;
        }
    }

    /// <summary>Every change after a version; null when the log does not reach back that far.</summary>
    public StoreSubscription? SubscribeAfter(ResourceKind kind, long after)
    {
        lock (Gate)
        {
            var shelf = shelves[kind];
            if (after < shelf.CompactedTo)
            {
                return null;
            }

            var subscription = new StoreSubscription(this, [], version);
            foreach (var change in shelf.Log.Where(c => c.Object.Version > after))
            {
                subscription.Offer(change);
            }

            shelf.Watchers.Add(subscription);
            return subscription;
        }
    }

    /// <summary>How many clients watch this kind at the moment.</summary>
    public int WatcherCount(ResourceKind kind)
    {
        lock (Gate)
        {
            return shelves[kind].Watchers.Count;
        }
    }

    /// <summary>The oldest version from which a watch of this kind can start.</summary>
    public long CompactedTo(ResourceKind kind) => shelves[kind].CompactedTo;

    /// <summary>Forgets the log of every kind, as etcd's compaction does.</summary>
    public void Compact()
    {
        lock (Gate)
        {
            foreach (var shelf in shelves.Values)
            {
                shelf.Log.Clear();
                shelf.CompactedTo = version;
            }

            pages.Clear();
        }
    }

    internal void Unsubscribe(StoreSubscription subscription)
    {
        lock (Gate)
        {
            foreach (var shelf in shelves.Values)
            {
                shelf.Watchers.Remove(subscription);
            }
        }
    }

    private void Tell(Shelf shelf, StoreChange change)
    {
        shelf.Tell(change, window);
        foreach (var listener in listeners)
        {
            listener(change);
        }
    }
}
