using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>Which slices belong to a Service, and which Services an address has; kept up with every change, so a question costs what its answer holds.</summary>
internal sealed class ZoneIndex : IDisposable
{
    private readonly ResourceStore store;
    private readonly ConcurrentDictionary<string, ImmutableSortedSet<string>> slices = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<IPAddress, ImmutableSortedSet<string>> services = new();

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

    /// <summary>The Services that have this address as their own or behind them; some may not have it any more.</summary>
    public IEnumerable<StoredObject> ServicesOf(IPAddress address)
        => services.TryGetValue(address, out var keys) ? keys.Select(k => k.Split('/')).Select(k => store.Get(ResourceKinds.Services, k[0], k[1])).OfType<StoredObject>() : [];

    public void Dispose() => store.Unlisten(Note);

    private void Note(StoreChange change)
    {
        if (change.Object.Kind == ResourceKinds.Services)
        {
            Move(change.Previous is null ? [] : change.Previous.Root.Texts("spec", "clusterIPs"), change.Type == ChangeType.Deleted ? [] : change.Object.Root.Texts("spec", "clusterIPs"), change.Object.Key);
        }
        else if (change.Object.Kind == ResourceKinds.EndpointSlices && change.Object.Labels.Text("kubernetes.io/service-name") is { } name)
        {
            var key = StoredObject.KeyOf(change.Object.Namespace, name);
            slices.AddOrUpdate(key, _ => [change.Object.Name], (_, known) => change.Type == ChangeType.Deleted ? known.Remove(change.Object.Name) : known.Add(change.Object.Name));
            Move(change.Previous is null ? [] : AddressesOf(change.Previous), change.Type == ChangeType.Deleted ? [] : AddressesOf(change.Object), key);
        }
    }

    private static IEnumerable<string> AddressesOf(StoredObject slice) => slice.Root.Items("endpoints").SelectMany(e => e.Texts("addresses"));

    private void Move(IEnumerable<string> before, IEnumerable<string> now, string key)
    {
        var kept = now.ToHashSet(StringComparer.Ordinal);
        foreach (var gone in before.Where(a => !kept.Contains(a)))
        {
            if (IPAddress.TryParse(gone, out var address) && services.TryGetValue(address, out var known))
            {
                services[address] = known.Remove(key);
            }
        }

        foreach (var text in kept)
        {
            if (IPAddress.TryParse(text, out var address))
            {
                services.AddOrUpdate(address, _ => [key], (_, known) => known.Add(key));
            }
        }
    }
}
