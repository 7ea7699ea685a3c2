using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>What became of a write: always exactly one of the nested records; a write throws only when its caller cancels it.</summary>
public abstract record WriteResult<T>
{
    private WriteResult()
    {
    }

    /// <summary>What the server had to say besides (Warning headers): a deprecated API, a field that does nothing. Untrusted text.</summary>
    public ValueList<string> Warnings { get; init; } = [];

    /// <summary>Done (or, in a dry run, would be); <paramref name="Object"/> is the server's newest state.</summary>
    public sealed record Applied(T Object) : WriteResult<T>
    {
        /// <summary>The answer was lost; that it was done was found by reading the object afterwards.</summary>
        public bool FoundByReading { get; init; }
    }

    /// <summary>
    /// 409: the object is no longer the one that was read, or exists already, or other managers own the fields. Nothing was
    /// changed.
    /// </summary>
    public sealed record Conflict(Status Status) : WriteResult<T>
    {
        /// <summary>Of a server-side apply: the fields that others own. Empty: it is a conflict of versions or of names.</summary>
        public ValueList<FieldConflict> FieldConflicts { get; } = FieldConflict.From(Status);

        /// <summary>Of a create: there is an object of this name.</summary>
        public bool AlreadyExists => Status.Reason is "AlreadyExists";
    }

    /// <summary>The server will not do it (400, 401, 403, 404, 422, …). Nothing was changed.</summary>
    public sealed record Refused(Status Status) : WriteResult<T>;

    /// <summary>
    /// 429 to an eviction: a disruption budget allows no more at present. Nothing was changed; it may be allowed later.
    /// </summary>
    /// <param name="Budget">The PodDisruptionBudget's name; empty when the server did not say.</param>
    /// <param name="Message">Why, in the server's words.</param>
    /// <param name="RetryAfter">Null when the server did not say.</param>
    public sealed record BlockedByBudget(string Budget, string Message, TimeSpan? RetryAfter, Status Status) : WriteResult<T>;

    /// <summary>429: too many requests. Nothing was changed. <paramref name="RetryAfter"/> is null when the server did not say.</summary>
    public sealed record Throttled(TimeSpan? RetryAfter) : WriteResult<T>;

    /// <summary>
    /// Only of a dry run: an admission webhook has side effects, so the server cannot try it out. No refusal: the write itself may
    /// well be accepted.
    /// </summary>
    public sealed record NotChecked(Status Status) : WriteResult<T>;

    /// <summary>No proper answer: the server failed or could not be reached.</summary>
    /// <param name="Message">What happened, for a person.</param>
    /// <param name="MayHaveHappened">The request may have been carried out although no answer came: read before trying again.</param>
    public sealed record Failed(string Message, bool MayHaveHappened) : WriteResult<T>;
}
