using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>Where a reflector reads from: an API server, or in tests something that loses events.</summary>
internal interface IResourceSource<T>
    where T : class, IKubernetesObject
{
    ResourceKind<T> Kind { get; }

    /// <summary>Null for all namespaces.</summary>
    string? Namespace { get; }

    Task<ResourceList<T>> ListAsync(CancellationToken cancellationToken);

    IAsyncEnumerable<WatchEvent<T>> WatchAsync(WatchOptions watch, CancellationToken cancellationToken);
}
