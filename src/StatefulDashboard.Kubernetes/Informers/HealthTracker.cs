namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>Keeps a watch's health; the reflector writes, anybody reads. Counting is silent, a change of state is told.</summary>
internal sealed class HealthTracker(string kind, string? namespaceName, TimeProvider time, Func<int> count)
{
    private readonly Lock gate = new();
    private WatchState state = WatchState.Syncing;
    private DateTimeOffset since = time.GetUtcNow();
    private DateTimeOffset? lastContactAt;
    private DateTimeOffset? nextAttemptAt;
    private string? error;
    private long events;
    private long relists;
    private long errors;
    private long bytes;

    /// <summary>Raised on the reflector's loop, in order. Must be quick.</summary>
    public event EventHandler<WatchHealthChangedEventArgs>? Changed;

    public WatchHealth Current
    {
        get
        {
            var known = count();
            lock (gate)
            {
                return new(kind, state, since, lastContactAt, error, nextAttemptAt, known, events, relists, errors, Interlocked.Read(ref bytes), namespaceName);
            }
        }
    }

    public void Contact()
    {
        lock (gate)
        {
            lastContactAt = time.GetUtcNow();
        }
    }

    public void Event()
    {
        lock (gate)
        {
            lastContactAt = time.GetUtcNow();
            events++;
        }
    }

    /// <summary>Bytes of a body, after HTTP and TLS were taken off.</summary>
    public void Received(int count) => Interlocked.Add(ref bytes, count);

    public void Relisted()
    {
        lock (gate)
        {
            relists++;
        }
    }

    public void Live() => Set(WatchState.Live, null, null);

    public void Stopped() => Set(WatchState.Stopped, null, null);

    /// <summary>A cache that was never filled stays Syncing: there is nothing in it that could be stale.</summary>
    public void Broken(string what, bool hasSynced, TimeSpan retryIn)
    {
        lock (gate)
        {
            errors++;
        }

        Set(hasSynced ? WatchState.Stale : WatchState.Syncing, what, time.GetUtcNow() + retryIn);
    }

    public void Forbidden(string what, TimeSpan retryIn)
    {
        lock (gate)
        {
            errors++;
        }

        Set(WatchState.Forbidden, what, time.GetUtcNow() + retryIn);
    }

    public void NotServed(string what, TimeSpan retryIn) => Set(WatchState.NotServed, what, time.GetUtcNow() + retryIn);

    private void Set(WatchState next, string? what, DateTimeOffset? retryAt)
    {
        lock (gate)
        {
            if (state == next && string.Equals(error, what, StringComparison.Ordinal) && nextAttemptAt == retryAt)
            {
                return;
            }

            if (state != next)
            {
                state = next;
                since = time.GetUtcNow();
            }

            (error, nextAttemptAt) = (what, retryAt);
        }

        Changed?.Invoke(this, new(Current));
    }
}
