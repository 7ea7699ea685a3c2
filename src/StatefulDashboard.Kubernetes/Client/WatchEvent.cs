using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>One event of a watch.</summary>
/// <param name="Object">Null for a bookmark, and only there. Of a deletion: the last state.</param>
/// <param name="ResourceVersion">Where to watch on from after this event.</param>
/// <param name="IsInitialEventsEnd">A bookmark that says: all that was there has been sent.</param>
public sealed record WatchEvent<T>(WatchEventType Type, T? Object, string ResourceVersion, bool IsInitialEventsEnd = false)
    where T : class, IKubernetesObject;
