using System.Text.Json.Serialization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Dns;

/// <summary>What a resolver really answers for a name, beside what is published under it.</summary>
/// <param name="Addresses">That were answered; sorted.</param>
/// <param name="Code">"NOERROR", "NXDOMAIN", …; empty when no answer came.</param>
/// <param name="Until">When the answer's time to live ends.</param>
/// <param name="Reason">Why the verdict is what it is.</param>
public sealed record ResolvedName(ResolvedVerdict Verdict, ValueList<string> Addresses, string Code, DateTimeOffset? AskedAt, DateTimeOffset? Until, Statement Reason)
{
    public static readonly ResolvedName NotAsked = Silent(ResolvedVerdict.NotAsked, StatementCode.ResolvedNotAsked);

    public static readonly ResolvedName NoResolver = Silent(ResolvedVerdict.NoResolver, StatementCode.ResolvedNoResolver);

    /// <summary>It without its times: two that say the same are equal, whenever they were asked.</summary>
    [JsonIgnore]
    public ResolvedName Timeless => AskedAt is null && Until is null ? this : this with { AskedAt = null, Until = null };

    /// <param name="answer">Null when nothing has been asked yet.</param>
    public static ResolvedName Of(PodDnsRecord record, NameAnswer? answer) =>
        answer is null ? NotAsked : Of(record.Verdict != PublishedVerdict.Unknown, record.Published, answer);

    /// <param name="isKnown">What is published may be read.</param>
    /// <param name="published">Addresses, or what else is asked for; empty when the name should not be there. Their order does not count (rule 16).</param>
    public static ResolvedName Of(bool isKnown, IEnumerable<string> published, NameAnswer answer, NameType type = NameType.A)
    {
        var expected = ZoneAnswer.Sorted(published.Select(address => AddressText.Canonical(address) ?? address));
        var (verdict, reason) = answer.Outcome switch
        {
            NameOutcome.TimedOut => (ResolvedVerdict.Unreachable, Statement.Of(StatementCode.ResolvedTimedOut)),
            NameOutcome.Unreachable => (ResolvedVerdict.Unreachable, Statement.Of(StatementCode.ResolvedUnreachable, answer.Fault ?? "")),
            NameOutcome.Malformed => (ResolvedVerdict.Failed, Statement.Of(StatementCode.ResolvedMalformed, answer.Fault ?? "")),
            _ when answer.Code is not (NameAnswer.NoError or NameAnswer.NoSuchName) => (ResolvedVerdict.Failed, Statement.Of(CodeOf(answer.Code), answer.Code)),
            _ when !isKnown => (ResolvedVerdict.Unknown, Statement.Of(StatementCode.ResolvedUnknown)),
            _ when ZoneAnswer.IsSame(answer.Values, expected, type) => (ResolvedVerdict.Matches, Statement.Of(expected.Count > 0 ? StatementCode.ResolvedMatches : StatementCode.ResolvedMatchesNothing, answer.Code)),
            _ when answer.Values.Count > 0 => (ResolvedVerdict.WrongAddress, Wrong(expected, answer.Values)),
            _ when answer.IsDenial => Denied(answer),
            _ => (ResolvedVerdict.Missing, Statement.Of(StatementCode.ResolvedNoData, Text(expected))),
        };
        return new(verdict, answer.Values, answer.Code, answer.AskedAt, answer.Until, reason);
    }

    // SERVFAIL is also what a DNS server says that has not read the cluster to the end yet (rule 15)
    private static StatementCode CodeOf(string code) => code == "SERVFAIL" ? StatementCode.ResolvedServerFailure : StatementCode.ResolvedFailed;

    private static Statement Wrong(ValueList<string> expected, ValueList<string> answered) =>
        expected.Count > 0 ? Statement.Of(StatementCode.ResolvedWrongAddress, Text(answered), Text(expected)) : Statement.Of(StatementCode.ResolvedStale, Text(answered));

    // A resolver keeps a denial for as long as its SOA says (rule 14). One that is said for longer than that since the name is published is no memory.
    private static (ResolvedVerdict Verdict, Statement Reason) Denied(NameAnswer answer) =>
        !answer.HasAuthority ? (ResolvedVerdict.Missing, Statement.Of(StatementCode.ResolvedDenied))
        : answer.AskedAt - (answer.DeniedSince ?? answer.AskedAt) > LongestDenial(answer) ? (ResolvedVerdict.Missing, Statement.Of(StatementCode.ResolvedDeniedAgain))
        : (ResolvedVerdict.NegativelyCached, Statement.Of(StatementCode.ResolvedNegativelyCached));

    // what is left now was more at first; CoreDNS keeps none of its own zone for longer than this
    private static TimeSpan LongestDenial(NameAnswer answer) => answer.TimeToLive is { } left && left > UsualDenial ? left : UsualDenial;

    private static readonly TimeSpan UsualDenial = TimeSpan.FromSeconds(30);

    private const int MostNamed = 5;

    private static string Text(ValueList<string> values) => string.Join(", ", values.Take(MostNamed)) + (values.Count > MostNamed ? ", …" : "");

    private static ResolvedName Silent(ResolvedVerdict verdict, StatementCode reason) => new(verdict, [], "", null, null, Statement.Of(reason));
}

/// <summary>Whether a resolver answers what is published, and if not, how it differs.</summary>
public enum ResolvedVerdict
{
    NotAsked,

    /// <summary>None can be reached from here: not a fault.</summary>
    NoResolver,
    Matches,

    /// <summary>It answers addresses that are not (or no longer) those that are published: a stale answer.</summary>
    WrongAddress,

    /// <summary>It denies a name that is published by now: a denial that it keeps until the answer's time ends.</summary>
    NegativelyCached,

    /// <summary>It does not know a name that is published.</summary>
    Missing,

    /// <summary>It answered, but only that it cannot (SERVFAIL, REFUSED, …).</summary>
    Failed,

    /// <summary>It gave no answer.</summary>
    Unreachable,

    /// <summary>It answered; what is published may not be read, so nothing can be compared.</summary>
    Unknown,
}
