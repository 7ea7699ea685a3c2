namespace StatefulDashboard.Kubernetes.Tests.Support;

/// <summary>The system's clock, but short waits are over at once; the limits of requests stay what they are.</summary>
internal sealed class HastyTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(10) ? TimeSpan.FromTicks(1) : dueTime, period);
}
