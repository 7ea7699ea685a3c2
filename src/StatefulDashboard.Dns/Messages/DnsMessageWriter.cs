namespace StatefulDashboard.Dns.Messages;

/// <summary>
/// Writes messages. Owner names, and names in the data of the types of RFC 1035, are compressed (RFC 3597, 4 allows no others); the case of a name is kept.
/// </summary>
public static class DnsMessageWriter
{
    private const int OptSize = 11;

    /// <summary>
    /// Writes at most <paramref name="limit"/> bytes, for a UDP answer <see cref="DnsMessage.UdpResponseLimit"/>. When answers or authorities do not fit, the rest is left out
    /// and TC is set; additional records are left out in whole sets of one name and type without TC (RFC 2181, 9). The OPT record always stays.
    /// </summary>
    /// <exception cref="DnsFormatException">The message cannot be said in this format, or its questions alone exceed the limit.</exception>
    public static byte[] Write(DnsMessage message, int limit = DnsMessage.MaximumSize)
    {
        ArgumentNullException.ThrowIfNull(message);
        Check(message);
        var writer = new DnsWireWriter();
        var room = Math.Min(limit, DnsMessage.MaximumSize) - (message.Edns is null ? 0 : OptSize);
        WriteHeader(writer, message);
        foreach (var question in message.Questions)
        {
            writer.WriteName(question.Name, compress: true);
            writer.WriteUInt16((ushort)question.Type);
            writer.WriteUInt16((ushort)question.Class);
        }

        if (writer.Length > room)
        {
            throw new DnsFormatException($"The questions alone do not fit into {limit} bytes.");
        }

        var answers = WriteRecords(writer, message.Answers, room);
        var complete = answers == message.Answers.Count;
        var authorities = complete ? WriteRecords(writer, message.Authorities, room) : 0;
        complete = complete && authorities == message.Authorities.Count;
        var additionals = complete ? WriteRecordSets(writer, message.Additionals, room) : 0;
        if (message.Edns is { } edns)
        {
            WriteOpt(writer, edns, message.ResponseCode);
            additionals++;
        }

        var flags = complete ? message.Flags : message.Flags | DnsFlags.Truncated;
        writer.OverwriteUInt16(2, (ushort)((ushort)flags | ((int)message.OperationCode << 11) | ((int)message.ResponseCode & 0xF)));
        writer.OverwriteUInt16(6, (ushort)answers);
        writer.OverwriteUInt16(8, (ushort)authorities);
        writer.OverwriteUInt16(10, (ushort)additionals);
        return writer.ToArray();
    }

    private static void Check(DnsMessage message)
    {
        if ((int)message.OperationCode > 0xF || (int)message.ResponseCode > 0xFFF || message.Questions.Count > ushort.MaxValue)
        {
            throw new DnsFormatException("The operation code, the response code or the number of questions is too large.");
        }

        if ((int)message.ResponseCode > 0xF && message.Edns is null)
        {
            throw new DnsFormatException($"The response code {message.ResponseCode} needs EDNS.");
        }
    }

    private static void WriteHeader(DnsWireWriter writer, DnsMessage message)
    {
        writer.WriteUInt16(message.Id);
        writer.WriteUInt16(0);
        writer.WriteUInt16((ushort)message.Questions.Count);
        writer.WriteUInt16(0);
        writer.WriteUInt16(0);
        writer.WriteUInt16(0);
    }

    /// <summary>Writes records while they fit; returns how many did.</summary>
    private static int WriteRecords(DnsWireWriter writer, IReadOnlyList<DnsRecord> records, int room)
    {
        for (var index = 0; index < records.Count; index++)
        {
            if (!TryWrite(writer, records[index], room))
            {
                return index;
            }
        }

        return records.Count;
    }

    /// <summary>As <see cref="WriteRecords"/>, but a set of neighbours with one name and type is written whole or not at all.</summary>
    private static int WriteRecordSets(DnsWireWriter writer, IReadOnlyList<DnsRecord> records, int room)
    {
        var (setStart, setLength) = (0, writer.Length);
        for (var index = 0; index < records.Count; index++)
        {
            if (records[index].Type != records[setStart].Type || records[index].Name != records[setStart].Name)
            {
                (setStart, setLength) = (index, writer.Length);
            }

            if (!TryWrite(writer, records[index], room))
            {
                writer.CutBack(setLength);
                return setStart;
            }
        }

        return records.Count;
    }

    private static bool TryWrite(DnsWireWriter writer, DnsRecord record, int room)
    {
        if (record.TimeToLive < 0)
        {
            throw new DnsFormatException("A time to live is not negative.");
        }

        var start = writer.Length;
        writer.WriteName(record.Name, compress: true);
        writer.WriteUInt16((ushort)record.Type);
        writer.WriteUInt16((ushort)record.Class);
        writer.WriteUInt32((uint)record.TimeToLive);
        writer.WriteUInt16(0);
        var dataStart = writer.Length;
        record.WriteData(writer);
        if (writer.Length > room)
        {
            writer.CutBack(start);
            return false;
        }

        writer.OverwriteUInt16(dataStart - 2, (ushort)(writer.Length - dataStart));
        return true;
    }

    private static void WriteOpt(DnsWireWriter writer, DnsEdns edns, DnsResponseCode responseCode)
    {
        writer.WriteName(DnsName.Root, compress: false);
        writer.WriteUInt16((ushort)DnsRecordType.OPT);
        writer.WriteUInt16(edns.PayloadSize);
        writer.WriteUInt32(((uint)responseCode >> 4 << 24) | ((uint)edns.Version << 16) | (edns.DnssecOk ? 0x8000u : 0));
        writer.WriteUInt16(0);
    }
}
