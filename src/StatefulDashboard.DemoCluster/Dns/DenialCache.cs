using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>
/// A cache before the zone, as many clusters have one (CoreDNS' cache plugin): a denial is kept for a while, so a name that was asked too early stays
/// missing although it is there by now; an answer is kept for its time to live, so an address that changed is answered a while longer.
/// Off by default, then names appear and go at once.
/// </summary>
/// <param name="time">What the time left is counted with.</param>
public sealed class DenialCache(TimeProvider time)
{
    private const int MostEntries = 10_000;

    /// <summary>The longest that CoreDNS keeps a denial of its own zone as kubeadm sets it up.</summary>
    public static readonly TimeSpan LongestDenial = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<DnsQuestion, Entry> entries = [];
    private bool isOn;

    /// <summary>Whether anything is kept; turning it off forgets all.</summary>
    public bool IsOn
    {
        get
        {
            lock (gate)
            {
                return isOn;
            }
        }

        set
        {
            lock (gate)
            {
                isOn = value;
                if (!value)
                {
                    entries.Clear();
                }
            }
        }
    }

    /// <summary>The denials that are kept now, with the time that they will be kept yet; oldest last.</summary>
    public IReadOnlyList<KeptAnswer> Kept => [.. Contents.Where(k => k.IsDenial)];

    /// <summary>All that is kept now, with the time that it will be kept yet; oldest last.</summary>
    public IReadOnlyList<KeptAnswer> Contents
    {
        get
        {
            lock (gate)
            {
                return [.. entries.Select(e => new KeptAnswer(e.Key.Name.ToString(), e.Key.Type.ToString(), e.Value.Answer.Code.ToString(), e.Value.Answer.IsDenial, Left(e.Value)))
                    .Where(k => k.Left > TimeSpan.Zero).OrderByDescending(k => k.Left)];
            }
        }
    }

    /// <returns>The answer, and where it was kept the time left, which the records of the answer count down with.</returns>
    internal (ZoneAnswer Answer, TimeSpan? Left) Ask(DnsQuestion question, Func<DnsQuestion, ZoneAnswer> ask, TimeSpan denialTime)
    {
        lock (gate)
        {
            if (isOn && entries.TryGetValue(question, out var kept))
            {
                if (Left(kept) is var left && left > TimeSpan.Zero)
                {
                    return (kept.Answer.With(SecondsOf(left)), left);
                }

                entries.Remove(question);
            }
        }

        var answer = ask(question);
        Keep(question, answer, denialTime < LongestDenial ? denialTime : LongestDenial);
        return (answer, null);
    }

    /// <summary>The time to live that a record still has: begun seconds count.</summary>
    internal static int SecondsOf(TimeSpan left) => (int)Math.Ceiling(left.TotalSeconds);

    private void Keep(DnsQuestion question, ZoneAnswer answer, TimeSpan denialTime)
    {
        var lasts = answer.IsDenial ? denialTime : TimeSpan.FromSeconds(answer.Answers.Concat(answer.Additionals).Select(r => r.TimeToLive).DefaultIfEmpty(0).Min());
        if (lasts <= TimeSpan.Zero)
        {
            return;
        }

        lock (gate)
        {
            if (isOn && HasRoom())
            {
                entries[question] = new Entry(answer, time.GetTimestamp(), lasts);
            }
        }
    }

    // names that nobody asks again must not keep others out once their time is over
    private bool HasRoom()
    {
        if (entries.Count >= MostEntries)
        {
            foreach (var over in entries.Where(e => Left(e.Value) <= TimeSpan.Zero).Select(e => e.Key).ToArray())
            {
                entries.Remove(over);
            }
        }

        return entries.Count < MostEntries;
    }

    private TimeSpan Left(Entry entry) => entry.Lasts - time.GetElapsedTime(entry.KeptAt);

    private sealed record Entry(ZoneAnswer Answer, long KeptAt, TimeSpan Lasts);
}
