using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Dns;

/// <summary>What came of a question that a person asked.</summary>
/// <param name="Resolver">The server that was asked; null where none can be reached.</param>
/// <param name="Tried">The absolute names that were asked, in their order. Where there is no resolver, those that would be.</param>
/// <param name="Shown">Which of them is shown, counted from 0: see <see cref="Choose"/>.</param>
/// <param name="Answer">To the one that is shown, as it came; null when none came.</param>
public sealed record NameReport(AskedName Asked, ResolverInfo? Resolver, ValueList<TriedName> Tried, int Shown, AnswerMessage? Answer)
{
    /// <summary>The name that has an answer; else one that is there without data; else the first, which is the one that is nearest to what was meant.</summary>
    public static int Choose(IReadOnlyList<TriedName> tried) =>
        tried.Index().Where(pair => pair.Item.Resolved.Addresses.Count > 0)
            .Concat(tried.Index().Where(pair => pair.Item.Resolved.Code == NameAnswer.NoError))
            .Select(pair => pair.Index)
            .FirstOrDefault();
}

/// <param name="Expected">What the cluster's Services and EndpointSlices make of this name, and why.</param>
/// <param name="Resolved">What was answered, compared with that.</param>
public sealed record TriedName(string Name, ZoneAnswer Expected, ResolvedName Resolved);

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Transport">Udp, or Tcp where the answer over UDP was truncated.</param>
/// <param name="Milliseconds">From the question to the answer, tries without an answer included.</param>
public sealed record AnswerMessage(
    string Code,
    string Transport,
    double Milliseconds,
    bool IsAuthoritative,
    bool IsRecursionAvailable,
    ValueList<RecordText> Answers,
    ValueList<RecordText> Authorities,
    ValueList<RecordText> Additionals);

/// <summary>A record as text; untrusted.</summary>
/// <param name="TimeToLive">In seconds.</param>
public sealed record RecordText(string Name, int TimeToLive, string Type, string Data);
