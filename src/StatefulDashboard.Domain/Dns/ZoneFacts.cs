using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Dns;

/// <summary>What is known of a cluster, as far as it decides which records its zone has.</summary>
/// <param name="Zone">"cluster.local", lower case.</param>
/// <param name="Services">Null where there is none.</param>
/// <param name="Slices">The EndpointSlices of a Service.</param>
/// <param name="Namespaces">Null where it is not known whether there is one.</param>
public sealed record ZoneFacts(string Zone, Func<NamespacedName, Service?> Services, Func<NamespacedName, IReadOnlyList<EndpointSlice>> Slices, Func<string, bool?> Namespaces)
{
    /// <summary>Whether the Services and EndpointSlices of a namespace may be read.</summary>
    public Func<string, bool> IsRead { get; init; } = _ => true;

    /// <summary>The Services that have this address as their own, or ready behind them; null where that is not known.</summary>
    public Func<string, IReadOnlyList<Service>?> WithAddress { get; init; } = _ => null;
}
