using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Dns;

/// <summary>What a cluster's DNS has to answer by what its Services and EndpointSlices say.</summary>
/// <param name="Values">Of the type that was asked; as <see cref="NameAnswer.Values"/>.</param>
/// <param name="Aliases">The names that lead there (CNAME), in order.</param>
/// <param name="Why">The rule and its objects, outermost first.</param>
public sealed record ZoneAnswer(ZoneOutcome Outcome, ValueList<string> Values, ValueList<string> Aliases, ValueList<Statement> Why)
{
    public static ZoneAnswer NoSuchName(Statement why) => new(ZoneOutcome.NoSuchName, [], [], [why]);

    public static ZoneAnswer NoData(Statement why) => new(ZoneOutcome.NoData, [], [], [why]);

    public static ZoneAnswer Unknown(Statement why) => new(ZoneOutcome.Unknown, [], [], [why]);

    /// <summary>Records, or where there are none of the type a name without data.</summary>
    public static ZoneAnswer Of(IEnumerable<string> values, Statement why, Statement whyNone)
    {
        var sorted = Sorted(values);
        return sorted.Count > 0 ? new(ZoneOutcome.Records, sorted, [], [why]) : NoData(whyNone);
    }

    /// <summary>In their one order: answers are shuffled and compare as sets (rule 16).</summary>
    public static ValueList<string> Sorted(IEnumerable<string> values) => values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList();

    /// <summary>Whether a resolver said the same.</summary>
    public bool Agrees(NameAnswer answer, NameType type) => Outcome switch
    {
        ZoneOutcome.NoSuchName => answer.Code == NameAnswer.NoSuchName,
        ZoneOutcome.NoData => answer is { Code: NameAnswer.NoError, Values.Count: 0 },
        ZoneOutcome.Records => answer.Code == NameAnswer.NoError && IsSame(Values, answer.Values, type),
        _ => true,
    };

    /// <summary>As sets (rule 16). The weights of SRV records do not count: they are shares, and servers count endpoints differently.</summary>
    public static bool IsSame(ValueList<string> some, ValueList<string> others, NameType type) => Comparable(some, type).SetEquals(Comparable(others, type));

    private static HashSet<string> Comparable(IEnumerable<string> values, NameType type) =>
        [.. values.Select(value => type == NameType.SRV && value.Split(' ') is [_, _, var port, var target] ? port + " " + target : value).Select(value => value.ToLowerInvariant())];
}

public enum ZoneOutcome
{
    Records,

    /// <summary>The name is there, but has nothing of this type: NOERROR without answers.</summary>
    NoData,

    /// <summary>NXDOMAIN.</summary>
    NoSuchName,

    /// <summary>It rests on what may not be read, or on another zone.</summary>
    Unknown,
}
