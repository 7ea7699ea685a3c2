using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>One kind of one API server, in one namespace or in all.</summary>
internal sealed class ClientSource<T>(KubernetesClient client, ResourceKind<T> kind, string? namespaceName) : IResourceSource<T>
    where T : class, IKubernetesObject
{
    public ResourceKind<T> Kind => kind;

    public string? Namespace => namespaceName;

    public Task<ResourceList<T>> ListAsync(Action<int> bytesRead, CancellationToken cancellationToken) =>
        client.ListAsync(kind, namespaceName, bytesRead, cancellationToken);

    public IAsyncEnumerable<WatchEvent<T>> WatchAsync(WatchOptions watch, CancellationToken cancellationToken) =>
        client.WatchAsync(kind, namespaceName, watch, cancellationToken);
}
