namespace StatefulDashboard.Kubernetes.Client;

/// <summary>The caller's cancellation and a time limit that runs from now, in one token.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource linked;

    public Deadline(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        this.caller = caller;
        Limit = limit;
        timer = new CancellationTokenSource(limit, time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(caller, timer.Token);
    }

    public TimeSpan Limit { get; }

    public CancellationToken Token => linked.Token;

    public bool HasPassed => timer.IsCancellationRequested && !caller.IsCancellationRequested;

    public bool IsCancelledByCaller => caller.IsCancellationRequested;

    /// <summary>From now on only the caller cancels.</summary>
    public void Lift() => timer.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        linked.Dispose();
        timer.Dispose();
    }
}
