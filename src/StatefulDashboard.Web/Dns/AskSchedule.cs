using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Dns;

/// <summary>When a name that is watched is asked again. Pure.</summary>
internal static class AskSchedule
{
    /// <summary>No name is asked more often than this, whatever its time to live says or however often the cluster changes.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Ceiling = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(1);

    /// <summary>An answer without any time to live: one of no data from a server that sends no SOA.</summary>
    private static readonly TimeSpan Timeless = TimeSpan.FromSeconds(30);

    /// <param name="expected">What is published; null where that is not known.</param>
    /// <param name="inVain">How many answers before this one had failed, or differed from what is published, since that last changed.</param>
    public static TimeSpan Next(NameAnswer answer, NameType type, ValueList<string>? expected, int inVain)
    {
        if (IsFailure(answer))
        {
            return BackOff(inVain + 1, LongestBackOff);
        }

        var lives = answer.TimeToLive is { } left ? Clamp(left) : Timeless;
        // the server hears of a change by a watch of its own: what differs now may be right in a moment
        return IsInVain(answer, type, expected) ? BackOff(inVain, lives) : lives;
    }

    /// <summary>It failed, or differs from what is published.</summary>
    public static bool IsInVain(NameAnswer answer, NameType type, ValueList<string>? expected) =>
        IsFailure(answer) || expected is not null && !ZoneAnswer.IsSame(answer.Values, expected, type);

    private static bool IsFailure(NameAnswer answer) => answer.Outcome != NameOutcome.Answered || answer.Code is not (NameAnswer.NoError or NameAnswer.NoSuchName);

    private static TimeSpan BackOff(int tries, TimeSpan most)
    {
        var wait = Floor * Math.Pow(2, Math.Min(tries, 12));
        return wait < most ? wait : most;
    }

    private static TimeSpan Clamp(TimeSpan time) => time < Floor ? Floor : time > Ceiling ? Ceiling : time;
}
