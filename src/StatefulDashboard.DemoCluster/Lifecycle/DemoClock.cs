namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>
/// The demo's own time: runs at <see cref="Speed"/> times the clock that drives it, stands still at 0. Everything that takes a while
/// (starting, stopping, pulling) waits on it; the timestamps of objects are of the driving clock.
/// </summary>
internal sealed class DemoClock : IDisposable
{
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly PriorityQueue<Action, (TimeSpan Due, long Number)> waiting = new();
    private readonly ITimer timer;
    private readonly HashSet<ITimer> realTimers = [];
    private long lastReal;
    private TimeSpan passed;
    private double speed;
    private long number;
    private bool disposed;

    public DemoClock(TimeProvider time, double speed)
    {
        this.time = time;
        this.speed = Math.Max(0, speed);
        lastReal = time.GetTimestamp();
        timer = time.CreateTimer(static state => ((DemoClock)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public TimeProvider Time => time;

    /// <summary>How many times faster than the driving clock; changing it moves everything that waits.</summary>
    public double Speed
    {
        get
        {
            lock (gate)
            {
                return speed;
            }
        }

        set
        {
            lock (gate)
            {
                Advance();
                speed = Math.Max(0, value);
                Arm();
            }
        }
    }

    /// <summary>Runs the action once, after the delay of demo time. The action must be short and must not throw.</summary>
    public void After(TimeSpan delay, Action action)
    {
        lock (gate)
        {
            Advance();
            waiting.Enqueue(action, (passed + (delay < TimeSpan.Zero ? TimeSpan.Zero : delay), number++));
            Arm();
        }
    }

    /// <summary>Runs the action once, after a delay of the driving clock, whatever the speed.</summary>
    public void AfterReal(TimeSpan delay, Action action)
    {
        ITimer? once = null;
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            once = time.CreateTimer(_ =>
            {
                lock (gate)
                {
                    realTimers.Remove(once!);
                }

                once!.Dispose();
                action();
            }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            realTimers.Add(once);
            // a timer takes no more than 49 days; whoever waits longer is woken daily and waits again
            once.Change(TimeSpan.FromMilliseconds(Math.Clamp(delay.TotalMilliseconds, 1, TimeSpan.FromDays(1).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            waiting.Clear();
            foreach (var once in realTimers)
            {
                once.Dispose();
            }
        }

        timer.Dispose();
    }

    private void Fire()
    {
        List<Action> due = [];
        lock (gate)
        {
            Advance();
            while (waiting.TryPeek(out var action, out var key) && key.Due <= passed)
            {
                waiting.Dequeue();
                due.Add(action);
            }

            Arm();
        }

        foreach (var action in due)
        {
            action();
        }
    }

    private void Advance()
    {
        var now = time.GetTimestamp();
        passed += time.GetElapsedTime(lastReal, now) * speed;
        lastReal = now;
    }

    private void Arm()
    {
        if (disposed)
        {
            return;
        }

        var next = waiting.TryPeek(out _, out var key) && speed > 0
            ? TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling((key.Due - passed).TotalMilliseconds / speed), 0, int.MaxValue))
            : Timeout.InfiniteTimeSpan;
        timer.Change(next, Timeout.InfiniteTimeSpan);
    }
}
