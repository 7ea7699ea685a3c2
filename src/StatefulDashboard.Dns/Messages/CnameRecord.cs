namespace StatefulDashboard.Dns.Messages;

/// <summary>The name this one stands for (RFC 1035, 3.3.1).</summary>
public sealed record CnameRecord(DnsName Name, int TimeToLive, DnsName Target) : DnsRecord(Name, TimeToLive)
{
    public override DnsRecordType Type => DnsRecordType.CNAME;

    internal override void WriteData(DnsWireWriter writer) => writer.WriteName(Target, compress: true);
}
