using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>
/// One change of the cache. <see cref="Before"/> is null for an addition, <see cref="After"/> for a deletion.
/// An object that was deleted and made again under the same name is delivered as a deletion and an addition.
/// </summary>
public sealed record ResourceChange<T>(NamespacedName Name, T? Before, T? After)
    where T : class, IKubernetesObject;
