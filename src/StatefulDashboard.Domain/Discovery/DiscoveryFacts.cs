using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Discovery;

/// <summary>What the environment of a set's pods is told from, taken at one moment; all of its namespace.</summary>
/// <param name="Template">Null where it is not read.</param>
/// <param name="Pods">The set's own, by ordinal.</param>
/// <param name="ConfigMaps">By name; null answers mean what <paramref name="ConfigMapsAreRead"/> says.</param>
/// <param name="Secrets">By name; null answers mean what <paramref name="SecretsAreRead"/> says.</param>
/// <param name="Zone">The zone of the cluster's DNS.</param>
public sealed record DiscoveryFacts(
    StatefulSetOverview Set,
    StatefulSetDetail? Template,
    IReadOnlyList<PodDetail> Pods,
    Func<string, ConfigMapKeys?> ConfigMaps,
    bool ConfigMapsAreRead,
    Func<string, SecretKeys?> Secrets,
    bool SecretsAreRead,
    IReadOnlyList<Service> Services,
    bool ServicesAreRead,
    IReadOnlyList<EndpointSlice> Slices,
    string Zone);
