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

    /// <param name="bytesRead">Called with the number of bytes of each read.</param>
    Task<ResourceList<T>> ListAsync(Action<int> bytesRead, CancellationToken cancellationToken);

    IAsyncEnumerable<WatchEvent<T>> WatchAsync(WatchOptions watch, CancellationToken cancellationToken);
}
