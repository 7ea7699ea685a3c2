using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Dns;

/// <summary>What a resolver said to one question.</summary>
/// <param name="Code">"NOERROR", "NXDOMAIN", …; empty when no answer came.</param>
/// <param name="Values">The data of the records of the type that was asked, sorted and each once: addresses, "0 50 80 web-0.nginx…".</param>
/// <param name="Until">When a resolver that keeps answers would ask anew: the records' time to live is over, or the denial's.</param>
public sealed record NameAnswer(NameOutcome Outcome, string Code, ValueList<string> Values, DateTimeOffset AskedAt, DateTimeOffset? Until)
{
    public const string NoError = "NOERROR";

    public const string NoSuchName = "NXDOMAIN";

    /// <summary>The least time to live of its records, as it was answered; for a denial what its SOA says.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>A denial carried the zone's SOA: only then may it be kept (RFC 2308, 5).</summary>
    public bool HasAuthority { get; init; }

    /// <summary>When the first of the denials came that were said one after another since the cluster began to publish the name; null where this is none.</summary>
    public DateTimeOffset? DeniedSince { get; init; }

    /// <summary>What went wrong, in English; null when an answer came.</summary>
    public string? Fault { get; init; }

    public bool IsDenial => Outcome == NameOutcome.Answered && Code == NoSuchName;

    /// <summary>The answers to the same name in several families as one.</summary>
    /// <returns>Null when none has come yet. One that failed stands for all: half an answer cannot be compared.</returns>
    public static NameAnswer? Join(IReadOnlyCollection<NameAnswer?> answers)
    {
        NameAnswer[] known = [.. answers.OfType<NameAnswer>()];
        if (known.Length == 0 || known.Length < answers.Count)
        {
            return null;
        }

        if (known.Length == 1)
        {
            return known[0];
        }

        if (known.FirstOrDefault(answer => answer.Outcome != NameOutcome.Answered || answer.Code is not (NoError or NoSuchName)) is { } failed)
        {
            return failed;
        }

        // the name is denied only where it is for all: one family alone is a name without data in the other
        var first = known.FirstOrDefault(answer => answer.Values.Count > 0) ?? known.FirstOrDefault(answer => !answer.IsDenial) ?? known[0];
        return first with
        {
            Values = known.SelectMany(answer => answer.Values).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList(),
            AskedAt = known.Min(answer => answer.AskedAt),
            Until = known.Min(answer => answer.Until),
            TimeToLive = known.Min(answer => answer.TimeToLive),
        };
    }
}

public enum NameOutcome
{
    /// <summary>The server answered, perhaps with a refusal: see the code.</summary>
    Answered,
    TimedOut,
    Unreachable,

    /// <summary>What it sent is no DNS message.</summary>
    Malformed,
}
