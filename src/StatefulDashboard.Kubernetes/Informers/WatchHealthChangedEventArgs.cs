namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>A watch's new health.</summary>
public sealed class WatchHealthChangedEventArgs(WatchHealth health) : EventArgs
{
    public WatchHealth Health { get; } = health;
}
