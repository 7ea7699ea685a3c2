using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Components.Dns;

/// <summary>How verdicts on names look: never told by colour alone.</summary>
internal static class DnsLook
{
    public static (string Class, string Sign) Of(PublishedVerdict verdict) => verdict switch
    {
        PublishedVerdict.Published => ("ok", "✓"),
        PublishedVerdict.NotYetPublished => ("busy", "◔"),
        PublishedVerdict.ServiceNotHeadless => ("wait", "!"),
        PublishedVerdict.NoGoverningService or PublishedVerdict.SelectorMismatch or PublishedVerdict.NoHostname => ("bad", "✕"),
        PublishedVerdict.Unknown => ("gone", "?"),
        _ => ("gone", "–"),
    };

    public static (string Class, string Sign) Of(ResolvedName resolved) => resolved.Verdict switch
    {
        ResolvedVerdict.Matches => resolved.Addresses.Count > 0 ? ("ok", "✓") : ("gone", "–"),
        ResolvedVerdict.NegativelyCached => ("wait", "!"),
        ResolvedVerdict.NotAsked or ResolvedVerdict.NoResolver => ("gone", "–"),
        ResolvedVerdict.Unknown => ("gone", "?"),
        _ => ("bad", "✕"),
    };

    /// <summary>The text of a verdict; that nothing is published and nothing answered is a word of its own.</summary>
    public static string Key(ResolvedName resolved) =>
        resolved is { Verdict: ResolvedVerdict.Matches, Addresses.Count: 0 } ? "Resolved_MatchesNothing" : "Resolved_" + resolved.Verdict;
}
