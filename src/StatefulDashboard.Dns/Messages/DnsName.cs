using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace StatefulDashboard.Dns.Messages;

/// <summary>
/// A domain name, always absolute. Names that differ only in the case of ASCII letters are equal (RFC 4343); the case that was given is kept.
/// A label has 1 to 63 bytes, the whole name at most 255 in its wire form (RFC 1035, 2.3.4).
/// </summary>
public sealed class DnsName : IEquatable<DnsName>
{
    public const int MaximumLabelLength = 63;

    /// <summary>In bytes, with the length bytes and the root's zero.</summary>
    public const int MaximumLength = 255;

    // The wire form without compression. A length byte is at most 63 and so never an ASCII letter:
    // the whole array may be folded to lower case at once.
    private readonly byte[] _wire;

    private DnsName(byte[] wire) => _wire = wire;

    public static DnsName Root { get; } = new([0]);

    public bool IsRoot => _wire.Length == 1;

    /// <summary>The wire form without compression, ending in the root's zero.</summary>
    public ReadOnlySpan<byte> Wire => _wire;

    /// <summary>The labels without escapes, the root's left out; a character is a byte (Latin-1).</summary>
    public IReadOnlyList<string> Labels
    {
        get
        {
            var labels = new List<string>();
            for (var start = 0; _wire[start] != 0; start += _wire[start] + 1)
            {
                labels.Add(Encoding.Latin1.GetString(_wire, start + 1, _wire[start]));
            }

            return labels;
        }
    }

    /// <summary>The name without its first label; null for the root.</summary>
    public DnsName? Parent => IsRoot ? null : new(_wire[(_wire[0] + 1)..]);

    public static bool operator ==(DnsName? left, DnsName? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(DnsName? left, DnsName? right) => !(left == right);

    /// <summary>Reads the form of master files, with or without the last dot; <c>\.</c>, <c>\\</c> and <c>\DDD</c> are escapes, "." is the root.</summary>
    /// <exception cref="DnsFormatException">The text is no name.</exception>
    public static DnsName Parse(string text) => new(DnsNameText.Parse(text));

    /// <summary>As <see cref="Parse"/>, with a value instead of an exception.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DnsName? name)
    {
        name = null;
        if (text is null)
        {
            return false;
        }

        try
        {
            name = Parse(text);
            return true;
        }
        catch (DnsFormatException)
        {
            return false;
        }
    }

    /// <summary>The name with one more label in front; the label is taken as it is, dots and backslashes included.</summary>
    /// <exception cref="DnsFormatException">The label is empty, too long or not made of bytes, or the name would be too long.</exception>
    public DnsName Prepend(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (label.Length is 0 or > MaximumLabelLength || label.Any(character => character > byte.MaxValue))
        {
            throw new DnsFormatException($"A label has 1 to {MaximumLabelLength} bytes.");
        }

        return FromWire([(byte)label.Length, .. Encoding.Latin1.GetBytes(label), .. _wire]);
    }

    /// <summary>True for the name itself and for every name below it.</summary>
    public bool IsWithin(DnsName ancestor)
    {
        ArgumentNullException.ThrowIfNull(ancestor);
        var boundary = _wire.Length - ancestor._wire.Length;
        var start = 0;
        while (start < boundary)
        {
            start += _wire[start] + 1;
        }

        return start == boundary && EqualIgnoringCase(_wire.AsSpan(start), ancestor._wire);
    }

    public bool Equals(DnsName? other) => other is not null && EqualIgnoringCase(_wire, other._wire);

    public override bool Equals(object? obj) => Equals(obj as DnsName);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        Span<byte> folded = stackalloc byte[MaximumLength];
        for (var index = 0; index < _wire.Length; index++)
        {
            folded[index] = Fold(_wire[index]);
        }

        hash.AddBytes(folded[.._wire.Length]);
        return hash.ToHashCode();
    }

    /// <summary>Without the last dot, "." for the root; <see cref="Parse"/> reads it back to an equal name.</summary>
    public override string ToString() => DnsNameText.Format(_wire);

    /// <summary>Takes the uncompressed wire form, which the caller has checked label by label.</summary>
    /// <exception cref="DnsFormatException">It is longer than 255 bytes.</exception>
    internal static DnsName FromWire(byte[] wire) =>
        wire.Length <= MaximumLength ? new(wire) : throw new DnsFormatException($"A name has at most {MaximumLength} bytes.");

    private static bool EqualIgnoringCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (var index = 0; index < left.Length; index++)
        {
            if (Fold(left[index]) != Fold(right[index]))
            {
                return false;
            }
        }

        return true;
    }

    private static byte Fold(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;
}
