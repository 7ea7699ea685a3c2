namespace StatefulDashboard.Kubernetes.Informers;

public enum WatchState
{
    /// <summary>Nothing has been read yet.</summary>
    Syncing,

    /// <summary>The cache is what the API server says.</summary>
    Live,

    /// <summary>The cache is the last known state; the connection is broken and is being tried again.</summary>
    Stale,

    /// <summary>The account may not list or watch this kind.</summary>
    Forbidden,

    /// <summary>The server does not know this kind (404), which it may: see <see cref="Resources.ResourceKind{T}.IsOptional"/>. The cache is empty.</summary>
    NotServed,

    /// <summary>The watch has been stopped.</summary>
    Stopped,
}

/// <summary>How one watch is doing. A value: each change is a new record.</summary>
/// <param name="Kind">The resource's plural name, "statefulsets".</param>
/// <param name="Since">When the present state began.</param>
/// <param name="LastContactAt">When the server last sent anything: a list, an event, a bookmark.</param>
/// <param name="Error">What is wrong, for a person; null while all is well.</param>
/// <param name="Count">Objects in the cache.</param>
/// <param name="Events">Events that came, bookmarks included; the objects of a list do not count.</param>
/// <param name="Relists">How often everything was read anew after the first time.</param>
/// <param name="Errors">How often a list or watch failed.</param>
/// <param name="Namespace">The one namespace that is watched; null for all.</param>
/// <param name="Bytes">Of the bodies of all lists and watches that were received.</param>
/// <param name="NextAttemptAt">When it is tried again; null while all is well.</param>
public sealed record WatchHealth(
    string Kind,
    WatchState State,
    DateTimeOffset Since,
    DateTimeOffset? LastContactAt,
    string? Error,
    DateTimeOffset? NextAttemptAt,
    int Count,
    long Events,
    long Relists,
    long Errors,
    long Bytes,
    string? Namespace = null);
