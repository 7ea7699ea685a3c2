namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>
/// How much may be said about one object (k8s.io/client-go tools/record, EventSourceObjectSpamFilter): 25 Events at once, then one in five minutes.
/// What is over the limit is dropped, as in a real cluster, where a long rollout therefore shows fewer Events than it had steps.
/// </summary>
internal sealed class EventLimit
{
    private const double Burst = 25;
    private const int MostObjects = 4096;
    private static readonly TimeSpan Refill = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, (double Left, DateTimeOffset At)> buckets = new(StringComparer.Ordinal);

    public bool Allows(string uid, DateTimeOffset now)
    {
        if (buckets.Count > MostObjects)
        {
            buckets.Clear();
        }

        var (left, at) = buckets.GetValueOrDefault(uid, (Burst, now));
        left = Math.Min(Burst, left + ((now - at) / Refill));
        buckets[uid] = (left >= 1 ? left - 1 : left, now);
        return left >= 1;
    }
}
