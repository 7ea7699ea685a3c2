using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Discovery;

/// <summary>Services that stand for stores outside: without selector, or ExternalName.</summary>
internal static class StoreReader
{
    public static IEnumerable<StoreService> Read(DiscoveryFacts facts, IReadOnlyList<ContainerEnvironment> containers) =>
        facts.Services.Where(IsStore).Select(service => Of(service, facts, containers)).OrderByDescending(store => store.NamedBy.Count > 0).ThenBy(store => store.Name, StringComparer.Ordinal);

    // the API server's own Service has no selector either
    private static bool IsStore(Service service) =>
        IsExternalName(service) || service.Spec.Selector.Count == 0 && service.Metadata is not { Namespace: "default", Name: "kubernetes" };

    internal static bool IsExternalName(Service service) => string.Equals(service.Spec.Type, "ExternalName", StringComparison.Ordinal);

    private static StoreService Of(Service service, DiscoveryFacts facts, IReadOnlyList<ContainerEnvironment> containers)
    {
        var name = service.Metadata.Name;
        var isExternal = IsExternalName(service);
        var slices = isExternal ? [] : facts.Slices.Where(slice => slice.Service == service.Metadata.Key).ToArray();
        var addresses = slices.SelectMany(slice => slice.Endpoints.SelectMany(endpoint => endpoint.Addresses.Select(address => new StoreAddress(address, endpoint.Conditions.Ready != false))))
            .Distinct().OrderBy(address => address.Address, StringComparer.Ordinal).ToValueList();
        var ports = slices.SelectMany(slice => slice.Ports).Where(port => port.Port is not null)
            .Select(port => $"{port.Port}/{port.Protocol}{(port.Name.Length > 0 ? " " + port.Name : "")}").Distinct(StringComparer.Ordinal).ToValueList();
        var target = service.Spec.ExternalName;
        var text = isExternal ? AddressText.Canonical(target) is not null ? Statement.Of(StatementCode.FoundStoreAddress, name, target) : null
            : addresses.Count == 0 ? Statement.Of(StatementCode.FoundStoreEmpty, name)
            : null;
        return new(name, isExternal ? StoreKind.ExternalName : StoreKind.WithoutSelector, isExternal ? target : "", addresses, ports, NamedBy(service, containers).ToValueList(), text);
    }

    private static IEnumerable<StoreMention> NamedBy(Service service, IEnumerable<ContainerEnvironment> containers) =>
        from container in containers
        from variable in container.Sources.SelectMany(source => source.Variables).Concat(container.Variables)
        from mention in variable.Services
        where mention.Service == service.Metadata.Key
        select new StoreMention(container.Container, variable.Name, variable.Object, mention.Host);
}
