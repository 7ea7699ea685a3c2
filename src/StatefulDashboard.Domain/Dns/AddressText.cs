using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace StatefulDashboard.Domain.Dns;

/// <summary>Addresses as text and as labels. Strict: what is no address of RFC 4291 2.2 or four decimal numbers has no record.</summary>
public static class AddressText
{
    /// <summary>The one form of an address, so that equal ones compare equal; null when the text is none.</summary>
    public static string? Canonical(string text) => Parse(text)?.ToString();

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
        { AddressFamily: AddressFamily.InterNetwork } four => string.Join('.', four.GetAddressBytes().Reverse().Select(part => part.ToString(CultureInfo.InvariantCulture))) + ".in-addr.arpa",
        { } six => string.Join('.', Convert.ToHexStringLower(six.GetAddressBytes()).Reverse()) + ".ip6.arpa",
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
            ? new IPAddress(Convert.FromHexString(string.Concat(labels.Take(32).Reverse()))).ToString()
            : null;
    }

    private static IPAddress? Parse(string text)
    {
        if (IsVersion6(text))
        {
            return text.All(letter => letter is ':' or '.' || char.IsAsciiHexDigit(letter)) && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
                ? address
                : null;
        }

        byte?[] parts = [.. text.Split('.').Select(Part)];
        return parts.Length == 4 && parts.All(part => part is not null) ? new IPAddress([.. parts.Select(part => part!.Value)]) : null;
    }

    private static byte? Part(string text) =>
        (text == "0" || !text.StartsWith('0')) && byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
