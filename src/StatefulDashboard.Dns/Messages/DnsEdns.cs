namespace StatefulDashboard.Dns.Messages;

/// <summary>EDNS (RFC 6891) of a message. Options (cookies and the like) are checked for nothing and not kept.</summary>
/// <param name="PayloadSize">The largest UDP message the sender takes, in bytes.</param>
/// <param name="Version">0 is the only version there is; a server answers others with <see cref="DnsResponseCode.BadVersion"/>.</param>
/// <param name="DnssecOk">The DO flag.</param>
public sealed record DnsEdns(ushort PayloadSize, byte Version = 0, bool DnssecOk = false)
{
    /// <summary>In bytes: fits an IPv6 packet that no link has to fragment (DNS Flag Day 2020).</summary>
    public const ushort DefaultPayloadSize = 1232;
}
