namespace StatefulDashboard.Web.Tests.Support;

/// <summary>A clock that moves only when it is told to, and that knows who still waits for it; alarms ring inside <see cref="Advance"/>.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The alarms that were set and have neither rung nor been taken back.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return alarms.Count;
            }
        }
    }

    /// <summary>Rings the alarm that was set last, even if it was taken back: a timer can fire while it is being disposed of.</summary>
    public Action? LastSet { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        LastSet = alarm.Ring;
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() + by;
        while (true)
        {
            Alarm? next;
            lock (gate)
            {
                next = alarms.Where(alarm => alarm.DueAt <= target).MinBy(alarm => alarm.DueAt);
                if (next is null)
                {
                    now = target;
                    return;
                }

                now = next.DueAt > now ? next.DueAt : now;
                alarms.Remove(next);
            }

            next.Ring();
        }
    }

    private sealed class Alarm(ManualTime owner, Action ring) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner.gate)
            {
                owner.alarms.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = owner.now + dueTime;
                    owner.alarms.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (owner.gate)
            {
                owner.alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
