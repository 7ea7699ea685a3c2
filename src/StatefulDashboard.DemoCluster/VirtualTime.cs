namespace StatefulDashboard.DemoCluster;

/// <summary>
/// A clock that stands still until it is told to go on. A demo cluster that runs on it has no thread of its own: its controllers work when the
/// clock is advanced, between one timer and the next, on the caller's thread, so that each run is the same and minutes take milliseconds.
/// Timers may be made by any thread; only one at a time may advance.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<(VirtualTimer Timer, int Version), (long Due, long Number)> timers = new();
    private readonly List<Func<bool>> workers = [];
    private readonly long start;
    private long now;
    private long number;

    /// <param name="start">What time it is at first; null is 2026-01-01 in UTC.</param>
    public VirtualTime(DateTimeOffset? start = null)
        => now = this.start = (start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).UtcTicks;

    /// <summary>How much has passed since the clock was made.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref now) - start);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref now);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref now), TimeSpan.Zero);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets everything run that can run now; no time passes.</summary>
    public void Settle()
    {
        bool worked;
        do
        {
            Func<bool>[] all;
            lock (gate)
            {
                all = [.. workers];
            }

            worked = false;
            foreach (var work in all)
            {
                worked |= work();
            }
        }
        while (worked);
    }

    /// <summary>Goes on by a time, timer by timer; what a timer sets going runs before the clock moves again.</summary>
    /// <param name="by">Zero or more.</param>
    public void Advance(TimeSpan by) => RunUntil(static () => false, by);

    /// <summary>Goes on until the condition holds, or the limit is reached.</summary>
    /// <param name="holds">Asked after each timer.</param>
    /// <param name="limit">How long at most.</param>
    /// <returns>Whether the condition holds.</returns>
    public bool RunUntil(Func<bool> holds, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(holds);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero);
        var end = Interlocked.Read(ref now) + limit.Ticks;
        while (true)
        {
            Settle();
            if (holds())
            {
                return true;
            }

            if (Next(end) is not { } timer)
            {
                Interlocked.Exchange(ref now, end);
                return false;
            }

            timer.Fire();
        }
    }

    /// <summary>Has work done whenever the clock is advanced; the work says whether there was any.</summary>
    internal void Add(Func<bool> work)
    {
        lock (gate)
        {
            workers.Add(work);
        }
    }

    internal void Remove(Func<bool> work)
    {
        lock (gate)
        {
            workers.Remove(work);
        }
    }

    private VirtualTimer? Next(long end)
    {
        lock (gate)
        {
            while (timers.TryPeek(out var entry, out var key) && key.Due <= end)
            {
                timers.Dequeue();
                if (entry.Timer.Version == entry.Version)
                {
                    Interlocked.Exchange(ref now, Math.Max(now, key.Due));
                    return entry.Timer;
                }
            }

            return null;
        }
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public int Version { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                Version++;
                this.period = period;
                if (dueTime >= TimeSpan.Zero)
                {
                    time.timers.Enqueue((this, Version), (time.now + dueTime.Ticks, time.number++));
                }

                return true;
            }
        }

        public void Fire()
        {
            if (period > TimeSpan.Zero)
            {
                Change(period, period);
            }

            callback(state);
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
