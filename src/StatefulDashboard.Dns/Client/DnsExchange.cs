using System.Buffers.Binary;
using System.Security.Cryptography;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.Dns.Client;

/// <summary>What both transports have in common: the id, and whether an answer belongs to a query.</summary>
internal static class DnsExchange
{
    private const int FlagsOffset = 2;

    public static DnsMessage NewQuery(DnsQuestion question) => DnsMessage.Query((ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1), question);

    /// <summary>True when the header says: an answer, and to this id. Holds for bytes that are no whole message.</summary>
    public static bool HeaderMatches(ReadOnlySpan<byte> bytes, DnsMessage query) =>
        bytes.Length >= FlagsOffset + 2 && BinaryPrimitives.ReadUInt16BigEndian(bytes) == query.Id && Flags(bytes).HasFlag(DnsFlags.Response);

    /// <summary>Of a message whose header matches.</summary>
    public static bool IsTruncated(ReadOnlySpan<byte> bytes) => Flags(bytes).HasFlag(DnsFlags.Truncated);

    /// <summary>True when an answer, of whose header <see cref="HeaderMatches"/> holds, repeats the question. A server that could not even read the query may leave it out.</summary>
    public static bool QuestionMatches(DnsMessage answer, DnsMessage query) =>
        answer.Questions.Count == 0
            ? answer.ResponseCode is DnsResponseCode.FormatError or DnsResponseCode.NotImplemented
            : answer.OperationCode == query.OperationCode && answer.Questions.SequenceEqual(query.Questions);

    private static DnsFlags Flags(ReadOnlySpan<byte> bytes) => (DnsFlags)BinaryPrimitives.ReadUInt16BigEndian(bytes[FlagsOffset..]);
}
