namespace StatefulDashboard.Dns.Messages;

/// <summary>Where a service listens (RFC 2782).</summary>
public sealed record SrvRecord(DnsName Name, int TimeToLive, ushort Priority, ushort Weight, ushort Port, DnsName Target) : DnsRecord(Name, TimeToLive)
{
    public override DnsRecordType Type => DnsRecordType.SRV;

    internal override void WriteData(DnsWireWriter writer)
    {
        writer.WriteUInt16(Priority);
        writer.WriteUInt16(Weight);
        writer.WriteUInt16(Port);

        // RFC 2782: name compression is not to be used for this field.
        writer.WriteName(Target, compress: false);
    }
}
