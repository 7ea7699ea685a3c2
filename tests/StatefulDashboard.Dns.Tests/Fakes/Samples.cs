using System.Net;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.Dns.Tests.Fakes;

internal static class Samples
{
    public static readonly DnsName Service = DnsName.Parse("db.shop.svc.cluster.local");

    public static readonly DnsName Peer = Service.Prepend("db-0");

    public static readonly SoaRecord Soa = new(
        DnsName.Parse("cluster.local"), 30, DnsName.Parse("ns.dns.cluster.local"), DnsName.Parse("hostmaster.cluster.local"), 7, 7200, 1800, 86400, 5);

    /// <summary>Every kind of record, in every section, with EDNS and a long response code.</summary>
    public static DnsMessage Everything => new()
    {
        Id = 0xBEEF,
        Flags = DnsFlags.Response | DnsFlags.Authoritative | DnsFlags.RecursionDesired | DnsFlags.RecursionAvailable | DnsFlags.AuthenticData | DnsFlags.CheckingDisabled,
        OperationCode = DnsOperationCode.Notify,
        ResponseCode = DnsResponseCode.BadVersion,
        Questions = [new(Service, DnsRecordType.SRV)],
        Answers =
        [
            new CnameRecord(DnsName.Parse("alias.shop.svc.cluster.local"), 5, Service),
            new SrvRecord(Service.Prepend("_tcp").Prepend("_sql"), 30, 0, 33, 5432, Peer),
            new TxtRecord(DnsName.Parse("dns-version.cluster.local"), 28800, ["1.1.0", "", "\u00FF"]),
            new PtrRecord(DnsName.Parse("7.0.244.10.in-addr.arpa"), 5, Peer),
            new UnknownRecord(Service, int.MaxValue, (DnsRecordType)65280, [1, 2, 3]),
        ],
        Authorities = [Soa, new NsRecord(DnsName.Parse("cluster.local"), 1, DnsName.Parse("ns.dns.cluster.local"))],
        Additionals = [new ARecord(Peer, 30, IPAddress.Parse("10.244.0.7")), new AaaaRecord(Peer, 30, IPAddress.Parse("fd00::7")), new ARecord(DnsName.Root, 0, IPAddress.Any) { Class = DnsClass.Internet }],
        Edns = new(1232, 0, true),
    };

    /// <summary>A query's answer with this many addresses.</summary>
    public static DnsMessage Addresses(DnsMessage query, int count) => query.Reply() with
    {
        Answers = [.. Enumerable.Range(0, count).Select(index => new ARecord(query.Questions[0].Name, 30, new([10, 244, (byte)(index >> 8), (byte)index])))],
    };
}
