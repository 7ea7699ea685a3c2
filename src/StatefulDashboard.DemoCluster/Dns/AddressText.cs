using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>
/// Addresses as text and as labels. Strict: four decimal numbers without leading zeros, or the forms of RFC 4291 2.2. IPAddress alone would take
/// octal and hexadecimal numbers, fewer than four, ports, brackets and scopes, and answer for names that nobody published.
/// </summary>
internal static class AddressText
{
    public static IPAddress? Parse(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return text.All(c => c is ':' or '.' || char.IsAsciiHexDigit(c)) && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? address : null;
        }

        byte?[] octets = [.. text.Split('.').Select(Octet)];
        return octets.Length == 4 && octets.All(o => o is not null) ? new IPAddress([.. octets.Select(o => o!.Value)]) : null;
    }

    /// <summary>A decimal number of 0 to 255 without leading zeros; null for anything else.</summary>
    public static byte? Octet(string text)
        => (text == "0" || !text.StartsWith('0')) && byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An address as a label: 10-244-0-7, 5678-abcd--1; a label does not end with a dash, so 5678-- gets a 0.</summary>
    public static string Dashed(string address)
    {
        var label = address.Replace('.', '-').Replace(':', '-').ToLowerInvariant();
        return label.EndsWith('-') ? label + "0" : label;
    }

    /// <summary>The address that a label of a pod record stands for; null when it stands for none.</summary>
    public static IPAddress? FromDashes(string label) => Parse(label.Replace('-', '.')) ?? Parse(label.Replace('-', ':'));
}
