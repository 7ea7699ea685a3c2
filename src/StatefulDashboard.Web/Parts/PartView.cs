using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Parts;

public enum PartState
{
    /// <summary>Reading for the first time.</summary>
    Syncing,
    Live,

    /// <summary>The link is broken: the value is the last known one.</summary>
    Stale,

    /// <summary>What it is about is not there (any more); the value is the last known one, if there was any.</summary>
    Gone,

    /// <summary>The person may not see what it is about.</summary>
    Forbidden,
}

/// <summary>A part at one moment.</summary>
/// <param name="Value">Null before the first reading, and where nothing can be shown.</param>
/// <param name="Since">When the state began.</param>
/// <param name="Error">Why it is not live, for a person; null while it is.</param>
/// <param name="Unread">Resources that the person may not read ("events"): what rests on them is unknown, not missing.</param>
public sealed record PartView<T>(T? Value, PartState State, DateTimeOffset Since, string? Error, ValueList<string> Unread)
    where T : class;
