using System.Net;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>One ready address behind a Service, with the label under which it is found (Kubernetes DNS specification 1.1.0).</summary>
internal sealed record ZoneEndpoint(string Label, IPAddress Address)
{
    /// <summary>The ready endpoints of a slice; a condition that is not there counts as true.</summary>
    public static IEnumerable<ZoneEndpoint> Of(StoredObject slice)
        => slice.Root.Items("endpoints").Where(e => e.At("conditions", "ready") is null || e.Flag("conditions", "ready"))
            .SelectMany(e => e.Texts("addresses").Where(a => IPAddress.TryParse(a, out _)).Select(a => new ZoneEndpoint(e.Text("hostname") is { Length: > 0 } name ? name.ToLowerInvariant() : Dashed(a), IPAddress.Parse(a))));

    /// <summary>An address as a label: 10-244-0-7, 5678-abcd--1; a label does not end with a dash, so 5678-- gets a 0.</summary>
    public static string Dashed(string address)
    {
        var label = address.Replace('.', '-').Replace(':', '-').ToLowerInvariant();
        return (label.StartsWith('-') ? "0" : "") + label + (label.EndsWith('-') ? "0" : "");
    }
}
