using System.Text.Json.Serialization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Dns;

/// <summary>What came of a question that a person asked.</summary>
/// <param name="Resolver">The server that was asked; null where none can be reached.</param>
/// <param name="Tried">The absolute names that were asked, in their order; the last is the one that is shown. Where there is no resolver, those that would be.</param>
/// <param name="Answer">The last answer as it came; null when none came.</param>
public sealed record NameReport(AskedName Asked, ResolverInfo? Resolver, ValueList<TriedName> Tried, AnswerMessage? Answer)
{
    /// <summary>The one that is shown: the first that had an answer, else the last.</summary>
    [JsonIgnore]
    public TriedName Shown => Tried[^1];
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
