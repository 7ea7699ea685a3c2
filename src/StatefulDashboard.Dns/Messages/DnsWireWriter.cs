using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace StatefulDashboard.Dns.Messages;

/// <summary>A growing message, with the places of the names in it. It can be cut back to an earlier length.</summary>
internal sealed class DnsWireWriter
{
    private const int LargestPointer = 0x3FFF;

    // Suffixes byte by byte: a pointer to another spelling would change the case that was given.
    private readonly Dictionary<string, int> _suffixes = new(StringComparer.Ordinal);
    private byte[] _buffer = new byte[DnsMessage.MinimumUdpSize];

    public int Length { get; private set; }

    public byte[] ToArray() => _buffer[..Length];

    public void WriteByte(byte value) => Extend(1)[0] = value;

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Extend(2), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Extend(4), value);

    public void WriteBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Extend(bytes.Length));

    public void OverwriteUInt16(int position, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(position, 2), value);

    public void WriteAddress(IPAddress address, int size)
    {
        var bytes = address.GetAddressBytes();
        if (bytes.Length != size)
        {
            throw new DnsFormatException($"An address of {size} bytes is needed, {address} has {bytes.Length}.");
        }

        WriteBytes(bytes);
    }

    public void WriteCharacterString(string text)
    {
        if (text.Length > byte.MaxValue || text.Any(character => character > byte.MaxValue))
        {
            throw new DnsFormatException("A string has at most 255 bytes.");
        }

        WriteByte((byte)text.Length);
        WriteBytes(Encoding.Latin1.GetBytes(text));
    }

    /// <summary>With <paramref name="compress"/> the longest suffix that was written before becomes a pointer, and the name's own suffixes may be pointed to.</summary>
    public void WriteName(DnsName name, bool compress)
    {
        var wire = name.Wire;
        if (!compress)
        {
            WriteBytes(wire);
            return;
        }

        for (var start = 0; wire[start] != 0; start += wire[start] + 1)
        {
            var suffix = Encoding.Latin1.GetString(wire[start..]);
            if (_suffixes.TryGetValue(suffix, out var earlier))
            {
                WriteUInt16((ushort)(0xC000 | earlier));
                return;
            }

            if (Length <= LargestPointer)
            {
                _suffixes.Add(suffix, Length);
            }

            WriteBytes(wire.Slice(start, wire[start] + 1));
        }

        WriteByte(0);
    }

    /// <summary>Forgets everything from <paramref name="length"/> on, and the names that begin there.</summary>
    public void CutBack(int length)
    {
        Length = length;
        foreach (var suffix in _suffixes.Where(pair => pair.Value >= length).Select(pair => pair.Key).ToArray())
        {
            _suffixes.Remove(suffix);
        }
    }

    private Span<byte> Extend(int count)
    {
        if (_buffer.Length - Length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        }

        var span = _buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }
}
