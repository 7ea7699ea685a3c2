namespace StatefulDashboard.Kubernetes.Client;

/// <summary>The types of the watch protocol; an ERROR event becomes an exception instead.</summary>
public enum WatchEventType
{
    Added,
    Modified,
    Deleted,

    /// <summary>Carries only a resourceVersion.</summary>
    Bookmark,
}
