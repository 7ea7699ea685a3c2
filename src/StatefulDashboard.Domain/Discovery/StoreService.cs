using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Discovery;

public enum StoreKind
{
    /// <summary>Another name for a host, in DNS only.</summary>
    ExternalName,

    /// <summary>Its addresses were put into EndpointSlices by hand.</summary>
    WithoutSelector,
}

/// <summary>A Service that leads out of the set, and perhaps out of the cluster.</summary>
/// <param name="Target">The host that an ExternalName names; empty for others.</param>
/// <param name="Addresses">Of its EndpointSlices, "10.0.0.5:5432".</param>
/// <param name="NamedBy">The variables of this set that name it.</param>
public sealed record StoreService(string Name, StoreKind Kind, string Target, ValueList<StoreAddress> Addresses, ValueList<string> Ports, ValueList<StoreMention> NamedBy, Statement? Text);

public sealed record StoreAddress(string Address, bool Ready);

/// <param name="Object">The ConfigMap that the name stands in; empty for the template itself.</param>
/// <param name="Host">As it stands there.</param>
public sealed record StoreMention(string Container, string Variable, string Object, string Host);

/// <summary>A Service that came after containers had started.</summary>
/// <param name="Variable">"DB_SERVICE_HOST".</param>
/// <param name="Pods">Those that do not have it.</param>
public sealed record LateService(string Service, DateTimeOffset CreatedAt, string Variable, ValueList<string> Pods, Statement Text);
