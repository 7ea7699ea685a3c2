namespace StatefulDashboard.Dns.Messages;

/// <summary>A query or an answer (RFC 1035, 4.1). Messages compare by value, their sections in order.</summary>
public sealed record DnsMessage
{
    /// <summary>In bytes: the most that a length over TCP can say.</summary>
    public const int MaximumSize = ushort.MaxValue;

    /// <summary>In bytes: what UDP carries for a sender without EDNS (RFC 1035, 4.2.1).</summary>
    public const int MinimumUdpSize = 512;

    public ushort Id { get; init; }

    public DnsFlags Flags { get; init; }

    public DnsOperationCode OperationCode { get; init; }

    /// <summary>Above 15 it needs <see cref="Edns"/>, which carries the high bits.</summary>
    public DnsResponseCode ResponseCode { get; init; }

    public IReadOnlyList<DnsQuestion> Questions { get; init; } = [];

    public IReadOnlyList<DnsRecord> Answers { get; init; } = [];

    public IReadOnlyList<DnsRecord> Authorities { get; init; } = [];

    /// <summary>Without the OPT record, which is <see cref="Edns"/>.</summary>
    public IReadOnlyList<DnsRecord> Additionals { get; init; } = [];

    /// <summary>Null when the sender does not speak EDNS.</summary>
    public DnsEdns? Edns { get; init; }

    public bool IsResponse => Flags.HasFlag(DnsFlags.Response);

    public bool IsTruncated => Flags.HasFlag(DnsFlags.Truncated);

    public bool IsAuthoritative => Flags.HasFlag(DnsFlags.Authoritative);

    /// <summary>For a query that came over UDP: the most bytes its answer may have (RFC 6891, 6.2.3: less than 512 counts as 512).</summary>
    public int UdpResponseLimit => Math.Max(MinimumUdpSize, (int)(Edns?.PayloadSize ?? 0));

    /// <summary>A query that asks for recursion and takes answers of up to 1,232 bytes over UDP.</summary>
    public static DnsMessage Query(ushort id, DnsQuestion question) => new()
    {
        Id = id,
        Flags = DnsFlags.RecursionDesired,
        Questions = [question],
        Edns = new(DnsEdns.DefaultPayloadSize),
    };

    /// <summary>An empty answer to this query: same id, operation and questions, RD as it was asked, EDNS only when the query has it (RFC 6891, 6.1.1).</summary>
    public DnsMessage Reply(DnsResponseCode responseCode = DnsResponseCode.NoError) => new()
    {
        Id = Id,
        Flags = DnsFlags.Response | (Flags & (DnsFlags.RecursionDesired | DnsFlags.CheckingDisabled)),
        OperationCode = OperationCode,
        ResponseCode = responseCode,
        Questions = Questions,
        Edns = Edns is null ? null : new(DnsEdns.DefaultPayloadSize, DnssecOk: Edns.DnssecOk),
    };

    public bool Equals(DnsMessage? other) =>
        other is not null
        && Id == other.Id
        && Flags == other.Flags
        && OperationCode == other.OperationCode
        && ResponseCode == other.ResponseCode
        && Edns == other.Edns
        && Questions.SequenceEqual(other.Questions)
        && Answers.SequenceEqual(other.Answers)
        && Authorities.SequenceEqual(other.Authorities)
        && Additionals.SequenceEqual(other.Additionals);

    public override int GetHashCode() =>
        HashCode.Combine(Id, Flags, OperationCode, ResponseCode, Questions.Count, Answers.Count, Authorities.Count, Additionals.Count);
}
