using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>
/// The records of a cluster's Services and endpoints (Kubernetes DNS specification 1.1.0; where it is silent, as CoreDNS' kubernetes plugin).
/// Pure: the same cluster and question give the same answer.
/// </summary>
internal sealed class ClusterZone(ResourceStore store, ZoneIndex index, DnsName zone, int timeToLive)
{
    private const int MostAliases = 8;
    private const uint Weight = 100;
    private readonly DnsName services = zone.Prepend("svc");
    private readonly DnsName server = zone.Prepend("dns").Prepend("ns");

    /// <summary>The record that a denial of this name carries: how long it may be kept. Its owner is above the name, else no resolver would believe it.</summary>
    public SoaRecord Authority(DnsName name) => AuthorityOf(name.IsWithin(zone) ? zone : ReverseName.Tree(name));

    private SoaRecord AuthorityOf(DnsName owner) => new(owner, timeToLive, server, zone.Prepend("hostmaster"), (uint)store.Version, 7200, 1800, 86400, (uint)timeToLive);

    /// <param name="question">Of class IN.</param>
    public ZoneAnswer Ask(DnsQuestion question) => Ask(question, []);

    // seen: the aliases that led here
    private ZoneAnswer Ask(DnsQuestion question, ImmutableList<DnsName> seen)
    {
        if (!question.Name.IsWithin(zone))
        {
            return ReverseName.Address(question.Name) is { } address ? Reverse(question, address) : ZoneAnswer.NotOurs;
        }

        string[] labels = [.. question.Name.Labels.Take(question.Name.Labels.Count - zone.Labels.Count).Select(l => l.ToLowerInvariant())];
        return labels switch
        {
            [] => question.Type switch
            {
                DnsRecordType.SOA => ZoneAnswer.Of([AuthorityOf(zone)]),
                DnsRecordType.NS => ZoneAnswer.Of([new NsRecord(question.Name, timeToLive, server)], [new ARecord(server, timeToLive, IPAddress.Loopback)]),
                _ => ZoneAnswer.NoData,
            },
            ["dns-version"] => question.Type == DnsRecordType.TXT ? ZoneAnswer.Of([new TxtRecord(question.Name, timeToLive, ["1.1.0"])]) : ZoneAnswer.NoData,
            ["ns", "dns"] => Addresses(question, [IPAddress.Loopback]),
            ["dns"] or ["svc"] or ["pod"] => ZoneAnswer.NoData,
            [var home, "svc" or "pod"] => IsNamespace(home) ? ZoneAnswer.NoData : ZoneAnswer.NoSuchName,
            [var name, var home, "svc"] => store.Get(ResourceKinds.Services, home, name) is { } service ? OfService(question, service, seen) : ZoneAnswer.NoSuchName,
            [var endpoint, var name, var home, "svc"] => store.Get(ResourceKinds.Services, home, name) is { } service ? OfEndpoint(question, service, endpoint) : ZoneAnswer.NoSuchName,
            [['_', .. var port], ['_', .. var protocol], var name, var home, "svc"] => store.Get(ResourceKinds.Services, home, name) is { } service ? OfPort(question, service, port, protocol) : ZoneAnswer.NoSuchName,
            [var address, var home, "pod"] => IsNamespace(home) && AddressText.FromDashes(address) is { } pod ? Addresses(question, [pod]) : ZoneAnswer.NoSuchName,
            _ => ZoneAnswer.NoSuchName,
        };
    }

    private ZoneAnswer OfService(DnsQuestion question, StoredObject service, ImmutableList<DnsName> seen)
    {
        if (IsAlias(service))
        {
            return Alias(question, service, seen);
        }

        if (!IsHeadless(service))
        {
            return question.Type == DnsRecordType.SRV ? Listeners(question, service, _ => true) : Addresses(question, ClusterAddresses(service));
        }

        var endpoints = EndpointsOf(service);
        return endpoints.Length == 0 ? ZoneAnswer.NoSuchName
            : question.Type == DnsRecordType.SRV ? Peers(question, service, endpoints, _ => true)
            : Addresses(question, endpoints.Select(e => e.Address));
    }

    private ZoneAnswer OfEndpoint(DnsQuestion question, StoredObject service, string label)
    {
        ZoneEndpoint[] endpoints = [.. EndpointsOf(service).Where(e => e.Label == label)];
        return endpoints.Length == 0 ? ZoneAnswer.NoSuchName
            : question.Type == DnsRecordType.SRV ? Peers(question, service, endpoints, _ => true)
            : Addresses(question, endpoints.Select(e => e.Address));
    }

    private ZoneAnswer OfPort(DnsQuestion question, StoredObject service, string port, string protocol)
    {
        if (IsAlias(service))
        {
            return ZoneAnswer.NoSuchName;
        }

        var endpoints = IsHeadless(service) ? EndpointsOf(service) : [];
        var isThere = (IsHeadless(service) ? endpoints.SelectMany(e => e.Ports) : ServicePorts(service)).Any(p => p.Is(port, protocol));
        return !isThere ? ZoneAnswer.NoSuchName
            : question.Type != DnsRecordType.SRV ? ZoneAnswer.NoData
            : IsHeadless(service) ? Peers(question, service, endpoints, p => p.Is(port, protocol))
            : Listeners(question, service, p => p.Is(port, protocol));
    }

    private ZoneAnswer Alias(DnsQuestion question, StoredObject service, ImmutableList<DnsName> seen)
    {
        if (question.Type is not (DnsRecordType.A or DnsRecordType.AAAA or DnsRecordType.CNAME) || !DnsName.TryParse(service.Root.Text("spec", "externalName"), out var target))
        {
            return ZoneAnswer.NoData;
        }

        var alias = new CnameRecord(question.Name, timeToLive, target);
        var trail = seen.Add(question.Name);
        // a name of this zone is followed; one that leads around in a circle, or through too many, ends with the aliases that led there
        if (question.Type == DnsRecordType.CNAME || !target.IsWithin(zone) || trail.Contains(target) || trail.Count > MostAliases)
        {
            return ZoneAnswer.Of([alias]);
        }

        var found = Ask(question with { Name = target }, trail);
        return found with { Answers = [alias, .. found.Answers] };
    }

    // One record for each endpoint and named port; unnamed ports have none. Addresses of two families are two endpoints to the weight, as in CoreDNS, but one target.
    private ZoneAnswer Peers(DnsQuestion question, StoredObject service, ZoneEndpoint[] endpoints, Func<ZonePort, bool> isAsked)
    {
        var home = NameOf(service);
        var peers = endpoints.Select(e => (e.Label, e.Address, Ports: e.Ports.Where(isAsked).ToArray())).Where(e => e.Ports.Length > 0).ToArray();
        var weight = (ushort)Math.Max(1, Weight / Math.Max(1, peers.Select(e => (e.Label, e.Address)).Distinct().Count()));
        var names = peers.Select(e => e.Label).Distinct(StringComparer.Ordinal).ToDictionary(l => l, home.Prepend, StringComparer.Ordinal);
        return ZoneAnswer.Of(
            peers.SelectMany(e => e.Ports.Select(p => (p.Number, e.Label))).Distinct().Select(r => (DnsRecord)new SrvRecord(question.Name, timeToLive, 0, weight, r.Number, names[r.Label])),
            peers.GroupBy(e => e.Label, StringComparer.Ordinal).SelectMany(g => g).Select(e => Address(names[e.Label], e.Address)));
    }

    private ZoneAnswer Listeners(DnsQuestion question, StoredObject service, Func<ZonePort, bool> isAsked)
        => ZoneAnswer.Of(
            ServicePorts(service).Where(isAsked).Select(p => (DnsRecord)new SrvRecord(question.Name, timeToLive, 0, (ushort)Weight, p.Number, NameOf(service))),
            ClusterAddresses(service).Select(a => Address(NameOf(service), a)));

    private ZoneAnswer Reverse(DnsQuestion question, IPAddress address)
    {
        DnsName[] names = [.. index.ServicesOf(address).SelectMany(s => NamesOf(s, address)).Distinct()];
        return names.Length == 0 ? ZoneAnswer.NoSuchName
            : question.Type == DnsRecordType.PTR ? ZoneAnswer.Of(names.Select(n => new PtrRecord(question.Name, timeToLive, n))) : ZoneAnswer.NoData;
    }

    private IEnumerable<DnsName> NamesOf(StoredObject service, IPAddress address)
        => ClusterAddresses(service).Contains(address) ? [NameOf(service)] : EndpointsOf(service).Where(e => e.Address.Equals(address)).Select(e => NameOf(service).Prepend(e.Label));

    private ZoneAnswer Addresses(DnsQuestion question, IEnumerable<IPAddress> addresses)
    {
        var family = question.Type switch { DnsRecordType.A => AddressFamily.InterNetwork, DnsRecordType.AAAA => AddressFamily.InterNetworkV6, _ => AddressFamily.Unknown };
        return ZoneAnswer.Of(addresses.Where(a => a.AddressFamily == family).Distinct().Select(a => Address(question.Name, a)));
    }

    private DnsRecord Address(DnsName name, IPAddress address)
        => address.AddressFamily == AddressFamily.InterNetwork ? new ARecord(name, timeToLive, address) : new AaaaRecord(name, timeToLive, address);

    private ZoneEndpoint[] EndpointsOf(StoredObject service) => IsAlias(service) ? [] : [.. index.SlicesOf(service).SelectMany(ZoneEndpoint.Of)];

    private static IEnumerable<ZonePort> ServicePorts(StoredObject service) => ZonePort.Of(service.Root.Items("spec", "ports"));

    private static IEnumerable<IPAddress> ClusterAddresses(StoredObject service) => service.Root.Texts("spec", "clusterIPs").Select(AddressText.Parse).OfType<IPAddress>();

    private static bool IsHeadless(StoredObject service) => service.Root.Text("spec", "clusterIP") == "None";

    private static bool IsAlias(StoredObject service) => service.Root.Text("spec", "type") == "ExternalName";

    private DnsName NameOf(StoredObject service) => services.Prepend(service.Namespace).Prepend(service.Name);

    private bool IsNamespace(string name) => store.Get(ResourceKinds.Namespaces, "", name) is not null;
}
