using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// The server no longer has (410), or does not have yet, the resourceVersion or the page that was asked for: everything has to be
/// listed anew.
/// </summary>
public sealed class ResourceExpiredException : KubernetesApiException
{
    internal ResourceExpiredException(int statusCode, Status status, TimeSpan? retryAfter, bool isWatchEvent)
        : base(statusCode, status, retryAfter, isWatchEvent)
    {
    }
}
