using System.Net;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>One ready address behind a Service, with the label under which it is found (Kubernetes DNS specification 1.1.0).</summary>
/// <param name="Label">Its hostname, else its address with dashes.</param>
/// <param name="Address">IPv4 or IPv6.</param>
/// <param name="Ports">Those of its slice: a named target port may be another number in another slice.</param>
internal sealed record ZoneEndpoint(string Label, IPAddress Address, IReadOnlyList<ZonePort> Ports)
{
    /// <summary>The ready endpoints of a slice; a condition that is not there counts as true.</summary>
    public static IEnumerable<ZoneEndpoint> Of(StoredObject slice)
    {
        ZonePort[] ports = [.. ZonePort.Of(slice.Root.Items("ports"))];
        return slice.Root.Items("endpoints").Where(e => e.At("conditions", "ready") is null || e.Flag("conditions", "ready"))
            .SelectMany(e => e.Texts("addresses").Select(a => AddressText.Parse(a) is { } address ? new ZoneEndpoint(LabelOf(e, a), address, ports) : null)).OfType<ZoneEndpoint>();
    }

    // a slice that a person wrote may have a hostname that fits no label; it counts as none, else one such endpoint would take every answer of its Service with it
    private static string LabelOf(JsonObject endpoint, string address)
        => endpoint.Text("hostname") is { Length: > 0 and <= DnsName.MaximumLabelLength } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? name.ToLowerInvariant() : AddressText.Dashed(address);
}
