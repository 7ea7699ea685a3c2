namespace StatefulDashboard.Kubernetes.Tests.Support;

/// <summary>A clock that moves only when it is told to; timers fire inside <see cref="Advance"/>.</summary>
public sealed class FakeTime : TimeProvider
{
    /// <summary>Delays are cut to whole milliseconds by the runtime.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(2);

    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private readonly List<(DateTimeOffset At, TaskCompletionSource Done)> waiting = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan step;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now + step;
        }
    }

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return now.UtcTicks;
        }
    }

    /// <summary>Somebody sets the clock on the wall; what is measured from one moment to another is not touched by it.</summary>
    public void SetClockBy(TimeSpan by)
    {
        lock (gate)
        {
            step += by;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() - step + by;
        while (true)
        {
            Timer? next;
            lock (gate)
            {
                next = timers.Where(timer => timer.DueAt <= target).MinBy(timer => timer.DueAt);
                if (next is null)
                {
                    now = target;
                    return;
                }

                now = next.DueAt > now ? next.DueAt : now;
                timers.Remove(next);
            }

            next.Fire();
        }
    }

    /// <summary>Waits until somebody waits for exactly this moment, then goes there.</summary>
    public async Task AdvanceToTimerAsync(DateTimeOffset at)
    {
        at -= step;
        Task pending;
        lock (gate)
        {
            if (timers.Exists(timer => (timer.DueAt - at).Duration() < Tolerance))
            {
                pending = Task.CompletedTask;
            }
            else
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting.Add((at, done));
                pending = done.Task;
            }
        }

        await pending.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Advance(at + step - GetUtcNow() + Tolerance);
    }

    private sealed class Timer(FakeTime owner, Action fire) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner.gate)
            {
                owner.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = owner.now + dueTime;
                    owner.timers.Add(this);
                    foreach (var (_, done) in owner.waiting.Where(one => (one.At - DueAt).Duration() < Tolerance))
                    {
                        done.TrySetResult();
                    }
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (owner.gate)
            {
                owner.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
