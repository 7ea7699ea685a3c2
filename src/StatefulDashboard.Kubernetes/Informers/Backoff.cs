namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>
/// How long to wait before the next try: 0.8 s doubling to 30 s, each stretched at random by up to a half (never beyond 30 s), and
/// back to the start after two minutes of health. As client-go's reflector has it.
/// </summary>
internal sealed class Backoff(TimeProvider time, Random random)
{
    public static readonly TimeSpan Smallest = TimeSpan.FromSeconds(0.8);
    public static readonly TimeSpan Largest = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan ResetAfter = TimeSpan.FromMinutes(2);

    private TimeSpan next = Smallest;
    private long? healthySince;

    public void Healthy() => healthySince ??= time.GetTimestamp();

    public TimeSpan Next()
    {
        if (healthySince is { } since && time.GetElapsedTime(since) >= ResetAfter)
        {
            next = Smallest;
        }

        healthySince = null;
        var wait = next * (1 + (random.NextDouble() / 2));
        next = Min(next * 2, Largest);
        return Min(wait, Largest);
    }

    /// <summary>The longest wait, with jitter: for what will not mend itself soon.</summary>
    public TimeSpan AtCap()
    {
        healthySince = null;
        next = Largest;
        return Largest * (1 - (random.NextDouble() / 4));
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
