namespace StatefulDashboard.Dns.Messages;

/// <summary>A resource record (RFC 1035, 4.1.3). The hierarchy is closed: what is not understood is an <see cref="UnknownRecord"/>.</summary>
public abstract record DnsRecord
{
    // A TTL is an unsigned number of 31 bits (RFC 2181, 8), so it fits an int.
    private protected DnsRecord(DnsName name, int timeToLive) => (Name, TimeToLive) = (name, timeToLive);

    /// <summary>The owner's name.</summary>
    public DnsName Name { get; init; }

    /// <summary>In seconds, not negative.</summary>
    public int TimeToLive { get; init; }

    public DnsClass Class { get; init; } = DnsClass.Internet;

    public abstract DnsRecordType Type { get; }

    /// <summary>Writes the data without their length.</summary>
    internal abstract void WriteData(DnsWireWriter writer);
}
