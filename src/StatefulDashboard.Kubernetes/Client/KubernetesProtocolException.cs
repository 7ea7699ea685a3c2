namespace StatefulDashboard.Kubernetes.Client;

/// <summary>The server, or a proxy in front of it, said something that the API never says: broken JSON, an unknown event type.</summary>
public sealed class KubernetesProtocolException : KubernetesException
{
    internal KubernetesProtocolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
