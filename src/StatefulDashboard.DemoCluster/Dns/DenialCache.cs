using System.Collections.Concurrent;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>
/// A cache before the zone, as many clusters have one: a denial is kept for a while, so a name that was asked too early stays missing although
/// it is there by now. Off by default, then names appear at once.
/// </summary>
/// <param name="time">What the time left is counted with.</param>
public sealed class DenialCache(TimeProvider time)
{
    private const int MostEntries = 10_000;

    /// <summary>The longest that CoreDNS keeps a denial of its own zone by default.</summary>
    public static readonly TimeSpan LongestDenial = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<DnsQuestion, (ZoneAnswer Answer, long KeptAt, TimeSpan For)> denials = new();
    private volatile bool isOn;

    /// <summary>Whether denials are kept; turning it off forgets them.</summary>
    public bool IsOn
    {
        get => isOn;
        set
        {
            isOn = value;
            if (!value)
            {
                denials.Clear();
            }
        }
    }

    /// <summary>What is kept now, with the time that it will be kept yet; oldest last.</summary>
    public IReadOnlyList<KeptDenial> Kept => [.. denials.Select(e => new KeptDenial(e.Key.Name.ToString(), e.Key.Type.ToString(), e.Value.Answer.Code.ToString(), Left(e.Value.KeptAt, e.Value.For)))
        .Where(k => k.Left > TimeSpan.Zero).OrderByDescending(k => k.Left)];

    internal (ZoneAnswer Answer, TimeSpan? Left) Ask(DnsQuestion question, Func<DnsQuestion, ZoneAnswer> ask, TimeSpan denialTime)
    {
        if (!isOn)
        {
            return (ask(question), null);
        }

        if (denials.TryGetValue(question, out var kept))
        {
            if (Left(kept.KeptAt, kept.For) is var left && left > TimeSpan.Zero)
            {
                return (kept.Answer, left);
            }

            denials.TryRemove(question, out _);
        }

        var answer = ask(question);
        if (answer.Answers.Count == 0 && answer.Code is DnsResponseCode.NonExistentDomain or DnsResponseCode.NoError && answer.Answers.Count == 0 && denials.Count < MostEntries)
        {
            denials[question] = (answer, time.GetTimestamp(), denialTime < LongestDenial ? denialTime : LongestDenial);
        }

        return (answer, null);
    }

    private TimeSpan Left(long keptAt, TimeSpan lasts) => lasts - time.GetElapsedTime(keptAt);
}
