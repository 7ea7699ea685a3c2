using System.Net;

namespace StatefulDashboard.Dns.Messages;

/// <summary>An IPv6 address (RFC 3596, 2.2); another family is refused when it is written.</summary>
public sealed record AaaaRecord(DnsName Name, int TimeToLive, IPAddress Address) : DnsRecord(Name, TimeToLive)
{
    public override DnsRecordType Type => DnsRecordType.AAAA;

    internal override void WriteData(DnsWireWriter writer) => writer.WriteAddress(Address, 16);
}
