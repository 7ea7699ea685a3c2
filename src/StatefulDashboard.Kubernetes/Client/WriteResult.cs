using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>What became of a write: always exactly one of the nested records; a write throws only when its caller cancels it.</summary>
public abstract record WriteResult<T>
{
    private WriteResult()
    {
    }

    /// <summary>Done (or, in a dry run, would be); <paramref name="Object"/> is the server's newest state.</summary>
    public sealed record Applied(T Object) : WriteResult<T>;

    /// <summary>409: the object is no longer the one that was read. Nothing was changed; read again.</summary>
    public sealed record Conflict(Status Status) : WriteResult<T>;

    /// <summary>The server will not do it (400, 401, 403, 404, 422, a disruption budget, …). Nothing was changed.</summary>
    public sealed record Refused(Status Status) : WriteResult<T>;

    /// <summary>429: too many requests. Nothing was changed. <paramref name="RetryAfter"/> is null when the server did not say.</summary>
    public sealed record Throttled(TimeSpan? RetryAfter) : WriteResult<T>;

    /// <summary>No proper answer: the server failed or could not be reached.</summary>
    /// <param name="Message">What happened, for a person.</param>
    /// <param name="MayHaveHappened">The request may have been carried out although no answer came: read before trying again.</param>
    public sealed record Failed(string Message, bool MayHaveHappened) : WriteResult<T>;
}
