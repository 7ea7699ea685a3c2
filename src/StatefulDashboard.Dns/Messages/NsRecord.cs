namespace StatefulDashboard.Dns.Messages;

/// <summary>A server of the zone (RFC 1035, 3.3.11).</summary>
public sealed record NsRecord(DnsName Name, int TimeToLive, DnsName Server) : DnsRecord(Name, TimeToLive)
{
    public override DnsRecordType Type => DnsRecordType.NS;

    internal override void WriteData(DnsWireWriter writer) => writer.WriteName(Server, compress: true);
}
