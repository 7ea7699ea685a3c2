using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>
/// Whether this server's streaming list is worth asking for. One that was refused, or that brought nothing, is not asked for again;
/// after one that broke off twice the next try is a list in pages.
/// </summary>
internal sealed class StreamingList<T>(TimeProvider time)
    where T : class, IKubernetesObject
{
    private const int MaximumFailures = 2;

    private bool isRefused;
    private int failures;

    public bool IsUsable => !isRefused;

    /// <summary>True when a list in pages is due instead.</summary>
    public bool IsDue => failures >= MaximumFailures;

    /// <summary>True while a streaming list runs that has not reached its end mark.</summary>
    public bool IsTrying { get; private set; }

    public InitialEvents<T> Begin(CancellationToken cancellationToken)
    {
        IsTrying = true;
        return new InitialEvents<T>(time, cancellationToken);
    }

    public void Succeeded() => (IsTrying, failures) = (false, 0);

    public void Refuse() => (IsTrying, isRefused) = (false, true);

    public void Failed()
    {
        if (IsTrying)
        {
            IsTrying = false;
            failures++;
        }
    }
}
