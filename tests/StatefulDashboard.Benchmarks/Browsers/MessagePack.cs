using System.Buffers.Binary;
using System.Text;

namespace StatefulDashboard.Benchmarks.Browsers;

/// <summary>As much of MessagePack as the hub protocol of circuits needs (https://github.com/msgpack/msgpack/blob/master/spec.md).</summary>
internal static class MessagePack
{
    /// <param name="value">Null, a text, a whole number, a truth value, or a list of these.</param>
    public static void Write(List<byte> to, object? value)
    {
        switch (value)
        {
            case null:
                to.Add(0xc0);
                break;
            case bool truth:
                to.Add(truth ? (byte)0xc3 : (byte)0xc2);
                break;
            case int number:
                Write(to, (long)number);
                break;
            case long number:
                to.Add(0xd3);
                Span<byte> big = stackalloc byte[8];
                BinaryPrimitives.WriteInt64BigEndian(big, number);
                to.AddRange(big);
                break;
            case string text:
                WriteText(to, text);
                break;
            case object?[] list:
                to.Add((byte)(0x90 | list.Length)); // never more than fifteen here
                foreach (var item in list)
                {
                    Write(to, item);
                }

                break;
            default:
                throw new NotSupportedException(value.GetType().Name);
        }
    }

    /// <summary>Reads one value: null, bool, long, double, string, byte[], a list, or an empty map as null.</summary>
    public static object? Read(ReadOnlySpan<byte> data, ref int at)
    {
        var head = data[at++];
        return head switch
        {
            <= 0x7f => (long)head,
            >= 0xe0 => (long)(sbyte)head,
            >= 0x80 and <= 0x8f => ReadMap(data, ref at, head & 0x0f),
            >= 0x90 and <= 0x9f => ReadList(data, ref at, head & 0x0f),
            >= 0xa0 and <= 0xbf => ReadText(data, ref at, head & 0x1f),
            0xc0 => null,
            0xc2 => false,
            0xc3 => true,
            0xc4 or 0xc5 or 0xc6 => ReadBytes(data, ref at, (int)ReadNumber(data, ref at, 1 << (head - 0xc4))),
            0xcb => BitConverter.Int64BitsToDouble(ReadNumber(data, ref at, 8)),
            >= 0xcc and <= 0xcf => ReadNumber(data, ref at, 1 << (head - 0xcc)),
            >= 0xd0 and <= 0xd3 => ReadNumber(data, ref at, 1 << (head - 0xd0)),
            0xd9 or 0xda or 0xdb => ReadText(data, ref at, (int)ReadNumber(data, ref at, 1 << (head - 0xd9))),
            0xdc or 0xdd => ReadList(data, ref at, (int)ReadNumber(data, ref at, head == 0xdc ? 2 : 4)),
            0xde => ReadMap(data, ref at, (int)ReadNumber(data, ref at, 2)),
            _ => throw new NotSupportedException($"a MessagePack value that begins with {head:x2}"),
        };
    }

    private static void WriteText(List<byte> to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        to.Add(0xdb);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        to.AddRange(length);
        to.AddRange(bytes);
    }

    private static long ReadNumber(ReadOnlySpan<byte> data, ref int at, int width)
    {
        var value = 0L;
        for (var index = 0; index < width; index++)
        {
            value = (value << 8) | data[at++];
        }

        return value;
    }

    private static string ReadText(ReadOnlySpan<byte> data, ref int at, int length)
    {
        at += length;
        return Encoding.UTF8.GetString(data[(at - length)..at]);
    }

    private static byte[] ReadBytes(ReadOnlySpan<byte> data, ref int at, int length)
    {
        at += length;
        return data[(at - length)..at].ToArray();
    }

    private static object?[] ReadList(ReadOnlySpan<byte> data, ref int at, int count)
    {
        var list = new object?[count];
        for (var index = 0; index < count; index++)
        {
            list[index] = Read(data, ref at);
        }

        return list;
    }

    private static object? ReadMap(ReadOnlySpan<byte> data, ref int at, int count)
    {
        for (var index = 0; index < 2 * count; index++)
        {
            Read(data, ref at);
        }

        return null;
    }
}
