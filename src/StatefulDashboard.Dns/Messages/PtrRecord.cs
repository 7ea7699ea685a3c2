namespace StatefulDashboard.Dns.Messages;

/// <summary>The name an address belongs to (RFC 1035, 3.3.12).</summary>
public sealed record PtrRecord(DnsName Name, int TimeToLive, DnsName Target) : DnsRecord(Name, TimeToLive)
{
    public override DnsRecordType Type => DnsRecordType.PTR;

    internal override void WriteData(DnsWireWriter writer) => writer.WriteName(Target, compress: true);
}
