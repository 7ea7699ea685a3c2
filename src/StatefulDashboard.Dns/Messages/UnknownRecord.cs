using System.Collections.Immutable;

namespace StatefulDashboard.Dns.Messages;

/// <summary>
/// A record of a type, or a class, that is not understood (RFC 3597). Its data are kept as they came; a compressed name inside them
/// (possible only in the old types of RFC 1035, such as MX) means nothing outside the message it came in.
/// </summary>
/// <param name="Number">The type.</param>
/// <param name="Data">At most 65,535 bytes; compared by value.</param>
public sealed record UnknownRecord(DnsName Name, int TimeToLive, DnsRecordType Number, ImmutableArray<byte> Data) : DnsRecord(Name, TimeToLive)
{
    public override DnsRecordType Type => Number;

    public bool Equals(UnknownRecord? other) => base.Equals(other) && Number == other.Number && Data.AsSpan().SequenceEqual(other.Data.AsSpan());

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Number, Data.AsSpan().Length);

    internal override void WriteData(DnsWireWriter writer) => writer.WriteBytes(Data.AsSpan());
}
