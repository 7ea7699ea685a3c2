using System.Net;

namespace StatefulDashboard.Dns.Messages;

/// <summary>An IPv4 address (RFC 1035, 3.4.1); another family is refused when it is written.</summary>
public sealed record ARecord(DnsName Name, int TimeToLive, IPAddress Address) : DnsRecord(Name, TimeToLive)
{
    public override DnsRecordType Type => DnsRecordType.A;

    internal override void WriteData(DnsWireWriter writer) => writer.WriteAddress(Address, 4);
}
