using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Dns;

/// <summary>What a set's names follow from.</summary>
/// <param name="Zone">Lower case.</param>
/// <param name="Resolver">Null where none can be reached.</param>
/// <param name="Services">Of the set's namespace.</param>
/// <param name="Slices">Of the governing Service.</param>
/// <param name="IsRead">False where Services or EndpointSlices may not be read: that there are none then says nothing.</param>
public sealed record SetDnsFacts(StatefulSetOverview Set, string Zone, ResolverInfo? Resolver, IReadOnlyList<Service> Services, IReadOnlyList<EndpointSlice> Slices, bool IsRead)
{
    /// <summary>Null where the set names none, there is none, or it may not be read.</summary>
    public Service? Governing => Services.FirstOrDefault(service => service.Metadata.Name == Set.GoverningService && Set.GoverningService.Length > 0);

    internal ZoneFacts ToZone() => new(
        Zone,
        name => Services.FirstOrDefault(service => service.Metadata.Key == name),
        name => name.Name == Set.GoverningService ? Slices : [],
        name => name == Set.Name.Namespace ? true : null)
    {
        IsRead = name => IsRead && name == Set.Name.Namespace,
    };
}

/// <param name="Server">"10.96.0.10:53".</param>
/// <param name="Origin">Settings, Demo or Pod: who named it.</param>
public sealed record ResolverInfo(string Server, string Origin);
