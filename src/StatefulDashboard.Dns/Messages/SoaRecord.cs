namespace StatefulDashboard.Dns.Messages;

/// <summary>The start of a zone (RFC 1035, 3.3.13); in a negative answer it says how long the denial may be kept (RFC 2308, 5).</summary>
/// <param name="Refresh">In seconds, as the next three.</param>
/// <param name="Minimum">A resolver keeps a denial for the smaller of this and the record's own time to live.</param>
public sealed record SoaRecord(
    DnsName Name,
    int TimeToLive,
    DnsName PrimaryServer,
    DnsName Mailbox,
    uint Serial,
    uint Refresh,
    uint Retry,
    uint Expire,
    uint Minimum) : DnsRecord(Name, TimeToLive)
{
    public override DnsRecordType Type => DnsRecordType.SOA;

    /// <summary>How long a denial with this record may be kept (RFC 2308, 5).</summary>
    public TimeSpan NegativeTimeToLive => TimeSpan.FromSeconds(Math.Min((uint)TimeToLive, Minimum));

    internal override void WriteData(DnsWireWriter writer)
    {
        writer.WriteName(PrimaryServer, compress: true);
        writer.WriteName(Mailbox, compress: true);
        writer.WriteUInt32(Serial);
        writer.WriteUInt32(Refresh);
        writer.WriteUInt32(Retry);
        writer.WriteUInt32(Expire);
        writer.WriteUInt32(Minimum);
    }
}
