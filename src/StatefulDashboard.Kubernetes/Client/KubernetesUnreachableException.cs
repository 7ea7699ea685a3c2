namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// No answer came, or it broke off: refused, timed out, not trusted, cut. The message names the server's address and what
/// happened.
/// </summary>
public sealed class KubernetesUnreachableException : KubernetesException
{
    internal KubernetesUnreachableException(string message, bool mayHaveArrived, Exception? innerException)
        : base(message, innerException) => MayHaveArrived = mayHaveArrived;

    /// <summary>False when it is certain that the server has not seen the request (no connection was made).</summary>
    public bool MayHaveArrived { get; }
}
