using System.Globalization;

namespace StatefulDashboard.Domain.Dns;

/// <summary>Addresses as text and as labels. Strict: what is no address of RFC 4291 2.2 or four decimal numbers has no record.</summary>
public static class AddressText
{
    private const int Groups = 8;

    /// <summary>The one form of an address (RFC 5952 for IPv6), so that equal ones compare equal; null when the text is none.</summary>
    public static string? Canonical(string text) => Parse(text) is { } bytes ? Format(bytes) : null;

    public static bool IsVersion6(string address) => address.Contains(':', StringComparison.Ordinal);

    /// <summary>The label of an endpoint without a hostname: 10-244-0-7, 5678-abcd--1; one that would end with a dash gets a 0 (rule 3).</summary>
    public static string Dashed(string address)
    {
        var label = address.Replace('.', '-').Replace(':', '-').ToLowerInvariant();
        return label.EndsWith('-') ? label + "0" : label;
    }

    /// <summary>The address that the label of a pod record stands for (rule 13); null when it stands for none.</summary>
    public static string? FromDashes(string label) => Canonical(label.Replace('-', '.')) ?? Canonical(label.Replace('-', ':'));

    /// <summary>The name under which an address is looked up backwards; null when the text is no address.</summary>
    public static string? ReverseName(string address) => Parse(address) switch
    {
        { Length: 4 } four => string.Join('.', four.Reverse().Select(Decimal)) + ".in-addr.arpa",
        { } six => string.Join('.', Convert.ToHexStringLower(six).Reverse()) + ".ip6.arpa",
        null => null,
    };

    /// <summary>The address that a name below in-addr.arpa or ip6.arpa stands for; null when it stands for no whole one.</summary>
    public static string? OfReverseName(IReadOnlyList<string> labels)
    {
        if (labels is [.., "in-addr", "arpa"] && labels.Count == 6)
        {
            return Canonical(string.Join('.', labels.Take(4).Reverse()));
        }

        return labels is [.., "ip6", "arpa"] && labels.Count == 34 && labels.Take(32).All(label => label.Length == 1 && char.IsAsciiHexDigit(label[0]))
            ? Format(Convert.FromHexString(string.Concat(labels.Take(32).Reverse())))
            : null;
    }

    // 4 or 16 bytes
    private static byte[]? Parse(string text) => IsVersion6(text) ? ParseVersion6(text) : ParseVersion4(text);

    private static byte[]? ParseVersion4(string text)
    {
        byte?[] parts = [.. text.Split('.').Select(Part)];
        return parts.Length == 4 && parts.All(part => part is not null) ? [.. parts.Select(part => part!.Value)] : null;
    }

    // RFC 4291, 2.2: groups of hexadecimal digits, "::" once for a run of zeros, perhaps an IPv4 address at the end
    private static byte[]? ParseVersion6(string text)
    {
        var halves = text.Split("::");
        if (halves.Length > 2)
        {
            return null;
        }

        var head = Words(halves[0], isEnd: halves.Length == 1);
        var tail = halves.Length == 2 ? Words(halves[1], isEnd: true) : [];
        var zeros = Groups - head?.Length - tail?.Length;
        return head is null || tail is null || (halves.Length == 1 ? zeros != 0 : zeros < 1)
            ? null
            : [.. head.Concat(new ushort[zeros!.Value]).Concat(tail).SelectMany(word => new[] { (byte)(word >> 8), (byte)word })];
    }

    private static ushort[]? Words(string text, bool isEnd)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var words = new List<ushort>();
        foreach (var (index, part) in text.Split(':').Index())
        {
            if (isEnd && index == text.Count(letter => letter == ':') && ParseVersion4(part) is { } four)
            {
                words.AddRange([(ushort)(four[0] << 8 | four[1]), (ushort)(four[2] << 8 | four[3])]);
            }
            else if (part.Length is > 0 and <= 4 && ushort.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var word))
            {
                words.Add(word);
            }
            else
            {
                return null;
            }
        }

        return [.. words];
    }

    private static string Format(byte[] bytes)
    {
        if (bytes.Length == 4)
        {
            return string.Join('.', bytes.Select(Decimal));
        }

        int[] words = [.. Enumerable.Range(0, Groups).Select(i => bytes[2 * i] << 8 | bytes[2 * i + 1])];
        var (start, length) = LongestZeros(words);
        var text = words.Select(word => word.ToString("x", CultureInfo.InvariantCulture)).ToArray();
        return length < 2 ? string.Join(':', text) : string.Join(':', text[..start]) + "::" + string.Join(':', text[(start + length)..]);
    }

    // the first of the longest
    private static (int Start, int Length) LongestZeros(int[] words)
    {
        var best = (Start: 0, Length: 0);
        for (var start = 0; start < words.Length; start++)
        {
            var length = words.Skip(start).TakeWhile(word => word == 0).Count();
            best = length > best.Length ? (start, length) : best;
        }

        return best;
    }

    private static string Decimal(byte part) => part.ToString(CultureInfo.InvariantCulture);

    private static byte? Part(string text) =>
        (text == "0" || !text.StartsWith('0')) && byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
