namespace StatefulDashboard.Kubernetes.Client;

/// <summary>A read that failed; each subclass is one way. The message is for a person.</summary>
public abstract class KubernetesException : Exception
{
    private protected KubernetesException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
