using System.Globalization;
using System.Text;

namespace StatefulDashboard.Dns.Messages;

/// <summary>Names as text: the form of master files (RFC 1035, 5.1).</summary>
internal static class DnsNameText
{
    /// <summary>The uncompressed wire form of a text.</summary>
    public static byte[] Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == ".")
        {
            return [0];
        }

        var wire = new List<byte>(Math.Min(text.Length + 2, DnsName.MaximumLength));
        var label = new List<byte>();
        for (var index = 0; index < text.Length;)
        {
            if (text[index] == '.')
            {
                Finish(wire, label);
                index++;
            }
            else
            {
                label.Add(ReadByte(text, ref index));
            }
        }

        if (label.Count > 0 || wire.Count == 0)
        {
            Finish(wire, label);
        }

        wire.Add(0);
        return wire.Count <= DnsName.MaximumLength ? [.. wire] : throw new DnsFormatException($"A name has at most {DnsName.MaximumLength} bytes.");
    }

    public static string Format(ReadOnlySpan<byte> wire)
    {
        if (wire.Length == 1)
        {
            return ".";
        }

        var text = new StringBuilder(wire.Length);
        for (var start = 0; wire[start] != 0; start += wire[start] + 1)
        {
            if (start > 0)
            {
                text.Append('.');
            }

            foreach (var value in wire.Slice(start + 1, wire[start]))
            {
                Append(text, value);
            }
        }

        return text.ToString();
    }

    private static void Finish(List<byte> wire, List<byte> label)
    {
        if (label.Count is 0 or > DnsName.MaximumLabelLength)
        {
            throw new DnsFormatException($"A label has 1 to {DnsName.MaximumLabelLength} bytes.");
        }

        wire.Add((byte)label.Count);
        wire.AddRange(label);
        label.Clear();
    }

    private static byte ReadByte(string text, ref int index)
    {
        var character = text[index++];
        if (character != '\\')
        {
            return character <= 0x7F ? (byte)character : throw new DnsFormatException("A byte above 127 is written as an escape.");
        }

        if (index < text.Length && !char.IsAsciiDigit(text[index]))
        {
            var escaped = text[index++];
            return escaped <= 0x7F ? (byte)escaped : throw new DnsFormatException("A byte above 127 is written as three digits.");
        }

        if (index + 3 <= text.Length && byte.TryParse(text.AsSpan(index, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            index += 3;
            return value;
        }

        throw new DnsFormatException("A backslash stands before one character or three digits up to 255.");
    }

    private static void Append(StringBuilder text, byte value)
    {
        if (value is (byte)'.' or (byte)'\\')
        {
            text.Append('\\').Append((char)value);
        }
        else if (value is > 0x20 and < 0x7F)
        {
            text.Append((char)value);
        }
        else
        {
            text.Append('\\').Append(value.ToString("D3", CultureInfo.InvariantCulture));
        }
    }
}
