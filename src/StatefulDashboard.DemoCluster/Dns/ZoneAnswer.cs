using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>What a zone says to a question, before it is put into a message.</summary>
/// <param name="Code">Of the last name, where aliases were followed.</param>
/// <param name="Answers">Aliases first, in the order in which they lead.</param>
/// <param name="Additionals">The addresses of the names in the answers.</param>
/// <param name="IsDenial">Whether the name, or the name that aliases lead to, is not there or has no record of the type (RFC 2308, 2).</param>
internal sealed record ZoneAnswer(DnsResponseCode Code, IReadOnlyList<DnsRecord> Answers, IReadOnlyList<DnsRecord> Additionals, bool IsDenial)
{
    /// <summary>The name is there, but not with this type.</summary>
    public static readonly ZoneAnswer NoData = new(DnsResponseCode.NoError, [], [], IsDenial: true);

    public static readonly ZoneAnswer NoSuchName = new(DnsResponseCode.NonExistentDomain, [], [], IsDenial: true);

    /// <summary>Somebody else's name.</summary>
    public static readonly ZoneAnswer NotOurs = new(DnsResponseCode.Refused, [], [], IsDenial: false);

    /// <summary>The records, or <see cref="NoData"/> where there are none.</summary>
    public static ZoneAnswer Of(IEnumerable<DnsRecord> answers, IEnumerable<DnsRecord>? additionals = null)
        => answers.ToArray() is { Length: > 0 } records ? new(DnsResponseCode.NoError, records, additionals is null ? [] : [.. additionals.Distinct()], IsDenial: false) : NoData;

    /// <summary>With at most this time to live, in seconds, on each record.</summary>
    public ZoneAnswer With(int timeToLive) => this with { Answers = Limited(Answers, timeToLive), Additionals = Limited(Additionals, timeToLive) };

    private static DnsRecord[] Limited(IReadOnlyList<DnsRecord> records, int timeToLive) => [.. records.Select(r => r.TimeToLive > timeToLive ? r with { TimeToLive = timeToLive } : r)];
}
