using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>The server refused: an answer that is no success, or an ERROR event in a watch.</summary>
public class KubernetesApiException : KubernetesException
{
    internal KubernetesApiException(int statusCode, Status status, TimeSpan? retryAfter, bool isWatchEvent = false)
        : base(Describe(statusCode, status), null)
    {
        StatusCode = statusCode;
        Status = status;
        RetryAfter = retryAfter;
        IsWatchEvent = isWatchEvent;
    }

    /// <summary>The HTTP status; of an ERROR event the code in its Status.</summary>
    public int StatusCode { get; }

    /// <summary>What the server said; made up from the HTTP status when the answer was no Status (a proxy's page).</summary>
    public Status Status { get; }

    /// <summary>How long the server wants to be left alone; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>True for an ERROR event in a stream that had begun well.</summary>
    public bool IsWatchEvent { get; }

    /// <summary><see cref="ResourceExpiredException"/> where the status says so.</summary>
    internal static KubernetesApiException From(int statusCode, Status status, TimeSpan? retryAfter, bool isWatchEvent = false)
    {
        retryAfter ??= status.Details?.RetryAfterSeconds is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null;
        return IsExpired(statusCode, status)
            ? new ResourceExpiredException(statusCode, status, retryAfter, isWatchEvent)
            : new KubernetesApiException(statusCode, status, retryAfter, isWatchEvent);
    }

    private static bool IsExpired(int statusCode, Status status) =>
        statusCode == 410
        || status.Reason is "Expired" or "Gone"
        || status.Details?.Causes.Any(cause => cause.Reason is "ResourceVersionTooLarge") == true;

    private static string Describe(int statusCode, Status status) =>
        status.Message.Length > 0 ? $"{status.Message} (HTTP {statusCode})" : $"the server answered HTTP {statusCode} {status.Reason}".TrimEnd();
}
