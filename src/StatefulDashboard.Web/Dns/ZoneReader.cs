using System.Net;
using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Dns;

/// <summary>
/// Answers a question from what a cluster's objects say, read with the rights of the person who asks. Only what the rules look for is
/// read; what may not be read is unknown.
/// </summary>
internal sealed class ZoneReader(KubernetesClient? client, string zone)
{
    /// <summary>An alias leads to another Service, and so on: the rules follow no more than eight.</summary>
    private const int MostRounds = 24;

    private readonly Dictionary<NamespacedName, Service?> services = [];
    private readonly Dictionary<NamespacedName, IReadOnlyList<EndpointSlice>> slices = [];
    private readonly Dictionary<string, bool?> namespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Service>?> byAddress = new(StringComparer.Ordinal);
    private readonly HashSet<string> unread = new(StringComparer.Ordinal);

    /// <summary>The rules are asked again and again, until all that they look for has been read.</summary>
    public async Task<ZoneAnswer> AskAsync(NameQuestion question, CancellationToken cancellationToken)
    {
        for (var round = 0; ; round++)
        {
            Func<Task>? missing = null;
            var answer = ZoneRules.Ask(question, Facts(read => missing ??= read, cancellationToken));
            if (missing is null || round == MostRounds)
            {
                return answer;
            }

            await missing();
        }
    }

    private ZoneFacts Facts(Action<Func<Task>> miss, CancellationToken cancellationToken) => new(
        zone,
        name => Known(services, name, () => ReadServiceAsync(name, cancellationToken), miss, null),
        name => Known(slices, name, () => ReadSlicesAsync(name, cancellationToken), miss, []),
        name => Known(namespaces, name, () => ReadNamespaceAsync(name, cancellationToken), miss, null))
    {
        IsRead = name => !unread.Contains(name),
        WithAddress = address => Known(byAddress, address, () => ReadAddressAsync(address, cancellationToken), miss, null),
    };

    private static T Known<TKey, T>(Dictionary<TKey, T> known, TKey key, Func<Task> read, Action<Func<Task>> miss, T unknown)
        where TKey : notnull
    {
        if (known.TryGetValue(key, out var value))
        {
            return value;
        }

        miss(read);
        return unknown;
    }

    private async Task ReadServiceAsync(NamespacedName name, CancellationToken cancellationToken)
    {
        var (service, isRead) = await TryAsync(reader => reader.GetAsync(ResourceKinds.Services, name, cancellationToken));
        services[name] = service;
        NoteUnread(name.Namespace, isRead);
    }

    private async Task ReadSlicesAsync(NamespacedName service, CancellationToken cancellationToken)
    {
        var kind = ResourceKinds.EndpointSlices with { LabelSelector = EndpointSlice.ServiceNameLabel + "=" + service.Name };
        var (list, isRead) = await TryAsync(reader => reader.ListAsync(kind, service.Namespace, cancellationToken));
        slices[service] = list?.Items ?? [];
        NoteUnread(service.Namespace, isRead);
        if (!isRead)
        {
            services[service] = null; // without its endpoints nothing can be said of it
        }
    }

    private async Task ReadNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        var (found, isRead) = await TryAsync(reader => reader.GetAsync(ResourceKinds.Namespaces, new("", name), cancellationToken));
        namespaces[name] = isRead ? found is not null : null;
    }

    // whose address it is stands in no index: all Services and slices are looked through
    private async Task ReadAddressAsync(string address, CancellationToken cancellationToken)
    {
        var (all, hasServices) = await TryAsync(reader => reader.ListAsync(ResourceKinds.Services, null, cancellationToken));
        var (endpoints, hasSlices) = await TryAsync(reader => reader.ListAsync(ResourceKinds.EndpointSlices, null, cancellationToken));
        if (!hasServices || !hasSlices || all is null || endpoints is null)
        {
            byAddress[address] = null;
            return;
        }

        var behind = endpoints.Items.Where(slice => slice.Service is not null).ToLookup(slice => slice.Service!.Value);
        Service[] found = [.. all.Items.Where(service => service.Spec.AllClusterIPs.Contains(address, StringComparer.Ordinal) || ZoneEndpoint.Of(behind[service.Metadata.Key]).Any(e => e.Address == address))];
        foreach (var service in found)
        {
            slices[service.Metadata.Key] = [.. behind[service.Metadata.Key]];
        }

        byAddress[address] = found;
    }

    private void NoteUnread(string namespaceName, bool isRead)
    {
        if (!isRead)
        {
            unread.Add(namespaceName);
        }
    }

    private async Task<(T? Value, bool IsRead)> TryAsync<T>(Func<KubernetesClient, Task<T>> read)
        where T : class
    {
        try
        {
            return client is null ? (null, false) : (await read(client), true);
        }
        catch (KubernetesApiException gone) when (gone.StatusCode == (int)HttpStatusCode.NotFound)
        {
            return (null, true);
        }
        catch (KubernetesException)
        {
            return (null, false); // forbidden or not reached: unknown, and the answer says so
        }
    }
}
