using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>What a reflector keeps up to date.</summary>
internal interface IReflectorTarget<T>
    where T : class, IKubernetesObject
{
    /// <summary>All there is, in one step.</summary>
    void Replace(IReadOnlyCollection<T> items);

    /// <summary>One event that is no bookmark.</summary>
    void Apply(WatchEvent<T> change);
}
