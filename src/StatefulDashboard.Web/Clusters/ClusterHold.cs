namespace StatefulDashboard.Web.Clusters;

/// <summary>As long as it is not disposed of, its cluster stays connected. A second disposal does nothing.</summary>
public sealed class ClusterHold : IDisposable
{
    private Action? release;

    internal ClusterHold(ClusterConnection connection, Action release) => (Connection, this.release) = (connection, release);

    public ClusterConnection Connection { get; }

    public void Dispose() => Interlocked.Exchange(ref release, null)?.Invoke();
}
