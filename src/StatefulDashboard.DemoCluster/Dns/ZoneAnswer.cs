using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>What a zone says to a question, before it is put into a message.</summary>
internal sealed record ZoneAnswer(DnsResponseCode Code, IReadOnlyList<DnsRecord> Answers, IReadOnlyList<DnsRecord> Additionals)
{
    /// <summary>The name is there, but not with this type.</summary>
    public static readonly ZoneAnswer NoData = new(DnsResponseCode.NoError, [], []);

    public static readonly ZoneAnswer NoSuchName = new(DnsResponseCode.NonExistentDomain, [], []);

    /// <summary>Somebody else's name.</summary>
    public static readonly ZoneAnswer NotOurs = new(DnsResponseCode.Refused, [], []);

    public static ZoneAnswer Of(IEnumerable<DnsRecord> answers, IEnumerable<DnsRecord>? additionals = null)
        => new(DnsResponseCode.NoError, [.. answers], additionals is null ? [] : [.. additionals]);
}
