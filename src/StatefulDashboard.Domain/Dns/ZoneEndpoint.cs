using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Dns;

/// <summary>One ready address behind a Service, with the label under which it is found.</summary>
/// <param name="Label">Lower case: its hostname, else its address with dashes (rule 3).</param>
/// <param name="Address">In its one form.</param>
/// <param name="Ports">The named ones of its slice.</param>
public sealed record ZoneEndpoint(string Label, string Address, ValueList<EndpointPort> Ports)
{
    private const int LongestLabel = 63;

    /// <summary>The endpoints of these slices that count as ready: a condition that is missing counts as true (rule 2). What is no address has no record.</summary>
    public static IEnumerable<ZoneEndpoint> Of(IEnumerable<EndpointSlice> slices) =>
        from slice in slices
        let ports = slice.Ports.OfType<EndpointPort>().Where(port => port.Name.Length > 0 && port.Port is not null).ToValueList()
        from endpoint in slice.Endpoints.OfType<Endpoint>()
        where endpoint.Conditions.Ready ?? true
        from text in endpoint.Addresses.OfType<string>()
        let address = AddressText.Canonical(text)
        where address is not null
        select new ZoneEndpoint(LabelOf(endpoint.Hostname, text), address, ports);

    // a hostname that fits no label counts as none
    private static string LabelOf(string hostname, string address) =>
        hostname.Length is > 0 and <= LongestLabel && !hostname.Contains('.', StringComparison.Ordinal) ? hostname.ToLowerInvariant() : AddressText.Dashed(address);
}
