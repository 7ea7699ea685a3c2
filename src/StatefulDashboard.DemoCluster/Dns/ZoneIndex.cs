using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>Which slices belong to a Service, and which Services an address has; kept up with every change, so a question costs what its answer holds.</summary>
internal sealed class ZoneIndex : IDisposable
{
    private const string ServiceName = "kubernetes.io/service-name";
    private readonly ResourceStore store;
    private readonly ConcurrentDictionary<string, ImmutableSortedSet<string>> slices = new(StringComparer.Ordinal);

    // an address may stand in two slices of one Service while it moves from one to the other: so each slice counts for itself
    private readonly ConcurrentDictionary<IPAddress, ImmutableHashSet<Source>> sources = new();

    public ZoneIndex(ResourceStore store)
    {
        this.store = store;
        lock (store.Gate)
        {
            foreach (var o in store.All(ResourceKinds.Services).Concat(store.All(ResourceKinds.EndpointSlices)))
            {
                Note(new StoreChange(ChangeType.Added, o, null));
            }

            store.Listen(Note);
        }
    }

    public IEnumerable<StoredObject> SlicesOf(StoredObject service)
        => slices.TryGetValue(service.Key, out var names) ? names.Select(n => store.Get(ResourceKinds.EndpointSlices, service.Namespace, n)).OfType<StoredObject>() : [];

    /// <summary>The Services that have this address as their own or behind them, ready or not.</summary>
    public IEnumerable<StoredObject> ServicesOf(IPAddress address)
        => sources.TryGetValue(address, out var known) ? known.Select(s => (s.Namespace, s.Service)).Distinct().Select(s => store.Get(ResourceKinds.Services, s.Namespace, s.Service)).OfType<StoredObject>() : [];

    public void Dispose() => store.Unlisten(Note);

    private static string? ServiceOf(StoredObject? slice) => slice?.Labels.Text(ServiceName);

    private void Note(StoreChange change)
    {
        var now = change.Type == ChangeType.Deleted ? null : change.Object;
        if (change.Object.Kind == ResourceKinds.Services)
        {
            Move(AddressesOf(change.Previous), AddressesOf(now));
        }
        else if (change.Object.Kind == ResourceKinds.EndpointSlices)
        {
            MoveSlice(change.Object, ServiceOf(change.Previous), ServiceOf(now));
            Move(AddressesOf(change.Previous), AddressesOf(now));
        }
    }

    private void MoveSlice(StoredObject slice, string? before, string? now)
    {
        if (now is not null)
        {
            slices.AddOrUpdate(StoredObject.KeyOf(slice.Namespace, now), _ => [slice.Name], (_, known) => known.Add(slice.Name));
        }

        if (before is not null && before != now)
        {
            Remove(slices, StoredObject.KeyOf(slice.Namespace, before), known => known.Remove(slice.Name));
        }
    }

    private static HashSet<(IPAddress Address, Source Source)> AddressesOf(StoredObject? o)
    {
        if (o is null || (o.Kind == ResourceKinds.EndpointSlices && ServiceOf(o) is null))
        {
            return [];
        }

        var isService = o.Kind == ResourceKinds.Services;
        var texts = isService ? o.Root.Texts("spec", "clusterIPs") : o.Root.Items("endpoints").SelectMany(e => e.Texts("addresses"));
        var source = new Source(o.Namespace, isService ? o.Name : ServiceOf(o)!, isService ? "" : o.Name);
        return [.. texts.Select(AddressText.Parse).OfType<IPAddress>().Select(a => (a, source))];
    }

    // what is new first: an address that stays is never missing for a moment
    private void Move(HashSet<(IPAddress Address, Source Source)> before, HashSet<(IPAddress Address, Source Source)> now)
    {
        foreach (var (address, source) in now.Except(before))
        {
            sources.AddOrUpdate(address, _ => [source], (_, known) => known.Add(source));
        }

        foreach (var (address, source) in before.Except(now))
        {
            Remove(sources, address, known => known.Remove(source));
        }
    }

    // only changes write here, one after another under the store's gate
    private static void Remove<TKey, TSet>(ConcurrentDictionary<TKey, TSet> map, TKey key, Func<TSet, TSet> without)
        where TKey : notnull
        where TSet : IReadOnlyCollection<object>
    {
        if (map.TryGetValue(key, out var known))
        {
            var rest = without(known);
            if (rest.Count > 0)
            {
                map[key] = rest;
            }
            else
            {
                map.TryRemove(key, out _);
            }
        }
    }

    private sealed record Source(string Namespace, string Service, string Slice);
}
