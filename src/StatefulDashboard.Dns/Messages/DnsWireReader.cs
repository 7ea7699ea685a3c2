using System.Buffers.Binary;
using System.Text;

namespace StatefulDashboard.Dns.Messages;

/// <summary>A cursor over a message. Every read is checked against the end; reading too far throws <see cref="DnsFormatException"/>.</summary>
internal ref struct DnsWireReader(ReadOnlySpan<byte> message)
{
    public const int HeaderSize = 12;

    // A name has at most 127 labels, so more pointers than this carry nothing.
    private const int MaximumPointers = 127;

    private readonly ReadOnlySpan<byte> _message = message;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _message.Length;

    public byte ReadByte() => ReadBytes(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(ReadBytes(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(ReadBytes(4));

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count < 0 || count > _message.Length - Position)
        {
            throw new DnsFormatException($"The message ends at byte {_message.Length}, inside a field that begins at {Position}.");
        }

        var bytes = _message.Slice(Position, count);
        Position += count;
        return bytes;
    }

    /// <summary>A length and as many bytes, a character for each (Latin-1).</summary>
    public string ReadCharacterString() => Encoding.Latin1.GetString(ReadBytes(ReadByte()));

    /// <summary>
    /// A name, compressed or not (RFC 1035, 4.1.4). Each pointer has to lead before the start of the run of labels it ends, and behind the header:
    /// so runs begin ever earlier and no loop is possible; pointers and length are bounded besides.
    /// </summary>
    public DnsName ReadName()
    {
        Span<byte> name = stackalloc byte[DnsName.MaximumLength];
        var length = 0;
        var cursor = Position;
        var runStart = cursor;
        var after = -1;
        var pointers = 0;
        while (true)
        {
            var first = ByteAt(cursor);
            if (first >= 0xC0)
            {
                var target = ((first & 0x3F) << 8) | ByteAt(cursor + 1);
                after = after < 0 ? cursor + 2 : after;
                if (target >= runStart || target < HeaderSize || ++pointers > MaximumPointers)
                {
                    throw new DnsFormatException($"The pointer at byte {cursor} leads to {target}, which is not the start of an earlier name.");
                }

                cursor = runStart = target;
                continue;
            }

            if (first > DnsName.MaximumLabelLength)
            {
                throw new DnsFormatException($"The label at byte {cursor} is of an unknown kind.");
            }

            var size = first + 1;
            if (length + size + (first == 0 ? 0 : 1) > DnsName.MaximumLength)
            {
                throw new DnsFormatException($"The name at byte {Position} has more than {DnsName.MaximumLength} bytes.");
            }

            if (size > _message.Length - cursor)
            {
                throw new DnsFormatException($"The message ends at byte {_message.Length}, inside a name.");
            }

            _message.Slice(cursor, size).CopyTo(name[length..]);
            length += size;
            cursor += size;
            if (first == 0)
            {
                Position = after < 0 ? cursor : after;
                return length == 1 ? DnsName.Root : DnsName.FromWire(name[..length].ToArray());
            }
        }
    }

    private readonly byte ByteAt(int index) =>
        index < _message.Length ? _message[index] : throw new DnsFormatException($"The message ends at byte {_message.Length}, inside a name.");
}
