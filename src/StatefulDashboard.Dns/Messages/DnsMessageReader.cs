using System.Collections.Immutable;
using System.Net;

namespace StatefulDashboard.Dns.Messages;

/// <summary>Reads messages that anybody may have sent: whatever the bytes are, the result is a message or a <see cref="DnsFormatException"/>.</summary>
public static class DnsMessageReader
{
    private const DnsFlags KnownFlags =
        DnsFlags.Response | DnsFlags.Authoritative | DnsFlags.Truncated | DnsFlags.RecursionDesired
        | DnsFlags.RecursionAvailable | DnsFlags.AuthenticData | DnsFlags.CheckingDisabled;

    /// <summary>Reads one whole message; the counts in its header are believed only as far as bytes follow, and bytes left over are an error.</summary>
    /// <exception cref="DnsFormatException">The bytes are no DNS message.</exception>
    public static DnsMessage Read(ReadOnlySpan<byte> message)
    {
        var reader = new DnsWireReader(message);
        var id = reader.ReadUInt16();
        var flags = reader.ReadUInt16();
        var questionCount = reader.ReadUInt16();
        var answerCount = reader.ReadUInt16();
        var authorityCount = reader.ReadUInt16();
        var additionalCount = reader.ReadUInt16();

        DnsEdns? edns = null;
        var extendedResponseCode = 0;
        var questions = ReadQuestions(ref reader, questionCount);
        var answers = ReadRecords(ref reader, answerCount);
        var authorities = ReadRecords(ref reader, authorityCount);
        var additionals = new List<DnsRecord>();
        for (var index = 0; index < additionalCount; index++)
        {
            var header = ReadHeader(ref reader);
            if (header.Type != DnsRecordType.OPT)
            {
                additionals.Add(ReadData(ref reader, header));
                continue;
            }

            if (edns is not null || !header.Name.IsRoot)
            {
                throw new DnsFormatException("A message has at most one OPT record, and its owner is the root.");
            }

            reader.ReadBytes(header.Length);
            edns = new((ushort)header.Class, (byte)(header.RawTimeToLive >> 16), (header.RawTimeToLive & 0x8000) != 0);
            extendedResponseCode = (int)(header.RawTimeToLive >> 24) << 4;
        }

        if (!reader.AtEnd)
        {
            throw new DnsFormatException($"Bytes are left over behind the message, which ends at {reader.Position}.");
        }

        return new()
        {
            Id = id,
            Flags = (DnsFlags)flags & KnownFlags,
            OperationCode = (DnsOperationCode)((flags >> 11) & 0xF),
            ResponseCode = (DnsResponseCode)(extendedResponseCode | (flags & 0xF)),
            Questions = questions,
            Answers = answers,
            Authorities = authorities,
            Additionals = additionals,
            Edns = edns,
        };
    }

    private static List<DnsQuestion> ReadQuestions(ref DnsWireReader reader, int count)
    {
        var questions = new List<DnsQuestion>();
        for (var index = 0; index < count; index++)
        {
            questions.Add(new(reader.ReadName(), (DnsRecordType)reader.ReadUInt16(), (DnsClass)reader.ReadUInt16()));
        }

        return questions;
    }

    private static List<DnsRecord> ReadRecords(ref DnsWireReader reader, int count)
    {
        var records = new List<DnsRecord>();
        for (var index = 0; index < count; index++)
        {
            records.Add(ReadData(ref reader, ReadHeader(ref reader)));
        }

        return records;
    }

    private static RecordHeader ReadHeader(ref DnsWireReader reader) =>
        new(reader.ReadName(), (DnsRecordType)reader.ReadUInt16(), (DnsClass)reader.ReadUInt16(), reader.ReadUInt32(), reader.ReadUInt16());

    private static DnsRecord ReadData(ref DnsWireReader reader, RecordHeader header)
    {
        var end = reader.Position + header.Length;
        DnsRecord record = header switch
        {
            { Type: DnsRecordType.A, Class: DnsClass.Internet } => new ARecord(header.Name, header.TimeToLive, new(reader.ReadBytes(4))),
            { Type: DnsRecordType.AAAA, Class: DnsClass.Internet } => new AaaaRecord(header.Name, header.TimeToLive, new(reader.ReadBytes(16))),
            { Type: DnsRecordType.SRV, Class: DnsClass.Internet } => new SrvRecord(
                header.Name, header.TimeToLive, reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadName()),
            { Type: DnsRecordType.CNAME } => new CnameRecord(header.Name, header.TimeToLive, reader.ReadName()),
            { Type: DnsRecordType.PTR } => new PtrRecord(header.Name, header.TimeToLive, reader.ReadName()),
            { Type: DnsRecordType.NS } => new NsRecord(header.Name, header.TimeToLive, reader.ReadName()),
            { Type: DnsRecordType.TXT } => new TxtRecord(header.Name, header.TimeToLive, ReadStrings(ref reader, end)),
            { Type: DnsRecordType.SOA } => new SoaRecord(
                header.Name, header.TimeToLive, reader.ReadName(), reader.ReadName(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32()),
            _ => new UnknownRecord(header.Name, header.TimeToLive, header.Type, [.. reader.ReadBytes(header.Length)]),
        };
        if (reader.Position != end)
        {
            throw new DnsFormatException($"The data of a record of type {header.Type} end at byte {reader.Position}, its length says {end}.");
        }

        return record with { Class = header.Class };
    }

    private static ImmutableArray<string> ReadStrings(ref DnsWireReader reader, int end)
    {
        var strings = ImmutableArray.CreateBuilder<string>();
        do
        {
            strings.Add(reader.ReadCharacterString());
        }
        while (reader.Position < end);

        return strings.ToImmutable();
    }

    private readonly record struct RecordHeader(DnsName Name, DnsRecordType Type, DnsClass Class, uint RawTimeToLive, int Length)
    {
        // RFC 2181, 8: a value with the highest bit set is to be taken as zero.
        public int TimeToLive => RawTimeToLive > int.MaxValue ? 0 : (int)RawTimeToLive;
    }
}
