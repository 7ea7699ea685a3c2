using System.Collections.Immutable;

namespace StatefulDashboard.Dns.Messages;

/// <summary>Text (RFC 1035, 3.3.14).</summary>
/// <param name="Strings">At least one, each of at most 255 bytes; a character is a byte (Latin-1), so nothing is lost. Compared by value.</param>
public sealed record TxtRecord(DnsName Name, int TimeToLive, ImmutableArray<string> Strings) : DnsRecord(Name, TimeToLive)
{
    public override DnsRecordType Type => DnsRecordType.TXT;

    public bool Equals(TxtRecord? other) => base.Equals(other) && Strings.SequenceEqual(other.Strings, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Strings.Length);

    internal override void WriteData(DnsWireWriter writer)
    {
        if (Strings.IsDefaultOrEmpty)
        {
            throw new DnsFormatException("A TXT record has at least one string.");
        }

        foreach (var text in Strings)
        {
            writer.WriteCharacterString(text);
        }
    }
}
