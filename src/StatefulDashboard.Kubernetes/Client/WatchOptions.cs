namespace StatefulDashboard.Kubernetes.Client;

/// <summary>How a watch is asked for; bookmarks are always wanted.</summary>
/// <param name="ResourceVersion">Events after this one; null: from now, or with <paramref name="SendInitialEvents"/> the newest state.</param>
/// <param name="SendInitialEvents">First an ADDED event for all there is, then a bookmark (a streaming list).</param>
/// <param name="TimeoutSeconds">When the server ends the stream, cleanly.</param>
public sealed record WatchOptions(string? ResourceVersion = null, bool SendInitialEvents = false, int TimeoutSeconds = 300)
{
    /// <summary>Called once when the server has accepted the watch (the response's headers are there), before the first event.</summary>
    public Action? Opened { get; init; }

    /// <summary>Called with the number of bytes of each read, before what is in them is known.</summary>
    public Action<int>? BytesRead { get; init; }
}
