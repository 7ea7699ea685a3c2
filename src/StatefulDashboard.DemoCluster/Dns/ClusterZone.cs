using System.Net;
using System.Net.Sockets;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>
/// The records of a cluster's Services and endpoints (Kubernetes DNS specification 1.1.0; where it is silent, as CoreDNS' kubernetes plugin).
/// Pure: the same cluster and question give the same answer, apart from its order.
/// </summary>
internal sealed class ClusterZone(ResourceStore store, ZoneIndex index, DnsName zone, int timeToLive)
{
    private const int MostAliases = 8;
    private const uint Weight = 100;
    private readonly DnsName services = zone.Prepend("svc");
    private readonly DnsName server = zone.Prepend("dns").Prepend("ns");

    /// <summary>The record that a denial carries: how long it may be kept.</summary>
    public SoaRecord Authority => new(zone, timeToLive, server, zone.Prepend("hostmaster"), (uint)store.Version, 7200, 1800, 86400, (uint)timeToLive);

    /// <param name="question">Of class IN.</param>
    public ZoneAnswer Ask(DnsQuestion question) => Ask(question, 0);

    private ZoneAnswer Ask(DnsQuestion question, int depth)
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
                DnsRecordType.SOA => ZoneAnswer.Of([Authority]),
                DnsRecordType.NS => ZoneAnswer.Of([new NsRecord(question.Name, timeToLive, server)], [new ARecord(server, timeToLive, IPAddress.Loopback)]),
                _ => ZoneAnswer.NoData,
            },
            ["dns-version"] => question.Type == DnsRecordType.TXT ? ZoneAnswer.Of([new TxtRecord(question.Name, timeToLive, ["1.1.0"])]) : ZoneAnswer.NoData,
            ["ns", "dns"] => Addresses(question, [IPAddress.Loopback]),
            ["dns"] or ["svc"] or ["pod"] => ZoneAnswer.NoData,
            [var home, "svc" or "pod"] => IsNamespace(home) ? ZoneAnswer.NoData : ZoneAnswer.NoSuchName,
            [var name, var home, "svc"] => store.Get(ResourceKinds.Services, home, name) is { } service ? OfService(question, service, depth) : ZoneAnswer.NoSuchName,
            [var endpoint, var name, var home, "svc"] => store.Get(ResourceKinds.Services, home, name) is { } service ? OfEndpoint(question, service, endpoint) : ZoneAnswer.NoSuchName,
            [['_', .. var port], ['_', .. var protocol], var name, var home, "svc"] => store.Get(ResourceKinds.Services, home, name) is { } service ? OfPort(question, service, port, protocol) : ZoneAnswer.NoSuchName,
            [var address, var home, "pod"] => IsNamespace(home) && FromDashes(address) is { } pod ? Addresses(question, [pod]) : ZoneAnswer.NoSuchName,
            _ => ZoneAnswer.NoSuchName,
        };
    }

    private ZoneAnswer OfService(DnsQuestion question, StoredObject service, int depth)
    {
        if (service.Root.Text("spec", "type") == "ExternalName")
        {
            return Alias(question, service, depth);
        }

        if (!IsHeadless(service))
        {
            return question.Type == DnsRecordType.SRV ? Listeners(question, service, _ => true, NameOf(service), [.. ClusterAddresses(service)]) : Addresses(question, ClusterAddresses(service));
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
        bool IsAsked((string Name, string Protocol, int Number) p) => p.Name == port && p.Protocol == protocol;
        var endpoints = IsHeadless(service) ? EndpointsOf(service) : [];
        var isThere = IsHeadless(service) ? endpoints.Length > 0 && PeerPorts(service).Any(IsAsked) : ServicePorts(service).Any(IsAsked);
        return !isThere ? ZoneAnswer.NoSuchName
            : question.Type != DnsRecordType.SRV ? ZoneAnswer.NoData
            : IsHeadless(service) ? Peers(question, service, endpoints, IsAsked)
            : Listeners(question, service, IsAsked, NameOf(service), [.. ClusterAddresses(service)]);
    }

    private ZoneAnswer Alias(DnsQuestion question, StoredObject service, int depth)
    {
        if (question.Type is not (DnsRecordType.A or DnsRecordType.AAAA or DnsRecordType.CNAME) || !DnsName.TryParse(service.Root.Text("spec", "externalName"), out var target))
        {
            return ZoneAnswer.NoData;
        }

        var alias = new CnameRecord(question.Name, timeToLive, target);
        // a name of this zone is followed; one that leads around in a circle ends after a few turns
        return question.Type != DnsRecordType.CNAME && target.IsWithin(zone) && depth < MostAliases
            ? Ask(question with { Name = target }, depth + 1) is var found ? ZoneAnswer.Of(found.Answers.Prepend(alias)) with { Code = found.Code } : ZoneAnswer.NoData
            : ZoneAnswer.Of([alias]);
    }

    // One record for each endpoint and named port; unnamed ports have none.
    private ZoneAnswer Peers(DnsQuestion question, StoredObject service, ZoneEndpoint[] endpoints, Func<(string Name, string Protocol, int Number), bool> isAsked)
    {
        var weight = (ushort)Math.Max(1, Weight / endpoints.Length);
        var targets = endpoints.Select(e => (Name: NameOf(service).Prepend(e.Label), e.Address)).ToArray();
        var records = PeerPorts(service).Where(isAsked).SelectMany(p => targets.Select(t => t.Name).Distinct().Select(t => (DnsRecord)new SrvRecord(question.Name, timeToLive, 0, weight, (ushort)p.Number, t))).ToArray();
        return records.Length == 0 ? ZoneAnswer.NoData : ZoneAnswer.Of(records, targets.Select(t => Address(t.Name, t.Address)));
    }

    private ZoneAnswer Listeners(DnsQuestion question, StoredObject service, Func<(string Name, string Protocol, int Number), bool> isAsked, DnsName target, IPAddress[] addresses)
    {
        var records = ServicePorts(service).Where(isAsked).Select(p => (DnsRecord)new SrvRecord(question.Name, timeToLive, 0, (ushort)Weight, (ushort)p.Number, target)).ToArray();
        return records.Length == 0 ? ZoneAnswer.NoData : ZoneAnswer.Of(records, addresses.Select(a => Address(target, a)));
    }

    private ZoneAnswer Reverse(DnsQuestion question, IPAddress address)
    {
        var names = index.ServicesOf(address).SelectMany(s => ClusterAddresses(s).Contains(address) ? [NameOf(s)] : EndpointsOf(s).Where(e => e.Address.Equals(address)).Select(e => NameOf(s).Prepend(e.Label))).ToArray();
        return names.Length == 0 ? ZoneAnswer.NoSuchName
            : question.Type == DnsRecordType.PTR ? ZoneAnswer.Of(names.Select(n => new PtrRecord(question.Name, timeToLive, n))) : ZoneAnswer.NoData;
    }

    private ZoneAnswer Addresses(DnsQuestion question, IEnumerable<IPAddress> addresses)
    {
        var family = question.Type switch { DnsRecordType.A => AddressFamily.InterNetwork, DnsRecordType.AAAA => AddressFamily.InterNetworkV6, _ => AddressFamily.Unknown };
        var records = addresses.Where(a => a.AddressFamily == family).Distinct().Select(a => Address(question.Name, a)).ToArray();
        Random.Shared.Shuffle(records);
        return ZoneAnswer.Of(records);
    }

    private DnsRecord Address(DnsName name, IPAddress address)
        => address.AddressFamily == AddressFamily.InterNetwork ? new ARecord(name, timeToLive, address) : new AaaaRecord(name, timeToLive, address);

    private ZoneEndpoint[] EndpointsOf(StoredObject service) => [.. index.SlicesOf(service).SelectMany(ZoneEndpoint.Of).Distinct()];

    private IEnumerable<(string Name, string Protocol, int Number)> PeerPorts(StoredObject service) => index.SlicesOf(service).SelectMany(s => Ports(s.Root.Items("ports"))).Distinct();

    private static IEnumerable<(string Name, string Protocol, int Number)> ServicePorts(StoredObject service) => Ports(service.Root.Items("spec", "ports"));

    private static IEnumerable<(string Name, string Protocol, int Number)> Ports(IEnumerable<System.Text.Json.Nodes.JsonObject> ports)
        => ports.Where(p => !string.IsNullOrEmpty(p.Text("name"))).Select(p => (p.Text("name")!.ToLowerInvariant(), (p.Text("protocol") ?? "TCP").ToLowerInvariant(), (int)(p.Number("port") ?? 0)));

    private static IEnumerable<IPAddress> ClusterAddresses(StoredObject service)
        => service.Root.Texts("spec", "clusterIPs").Select(a => IPAddress.TryParse(a, out var address) ? address : null).OfType<IPAddress>();

    private static bool IsHeadless(StoredObject service) => service.Root.Text("spec", "clusterIP") == "None";

    private DnsName NameOf(StoredObject service) => services.Prepend(service.Namespace).Prepend(service.Name);

    private bool IsNamespace(string name) => store.Get(ResourceKinds.Namespaces, "", name) is not null;

    private static IPAddress? FromDashes(string label)
        => IPAddress.TryParse(label.Replace('-', '.'), out var v4) && label.Count(c => c == '-') == 3 ? v4 : IPAddress.TryParse(label.Replace('-', ':'), out var v6) ? v6 : null;
}
