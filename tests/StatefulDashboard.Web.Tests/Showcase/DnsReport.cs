using System.Globalization;
using System.Text;
using StatefulDashboard.Domain.Dns;

namespace StatefulDashboard.Web.Tests.Showcase;

/// <summary>The names of a set as a person reads them in a file: what is there, without the times.</summary>
internal static class DnsReport
{
    public static string Of(SetDns dns)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"zone {dns.Zone}, asked of {dns.Resolver?.Origin ?? "nobody"}\n");
        text.Append(dns.Governing is { } governing ? Of(governing) : $"no Service \"{dns.GoverningService}\"\n");
        foreach (var ordinal in dns.Ordinals.Reverse())
        {
            text.Append(CultureInfo.InvariantCulture, $"{ordinal.Ordinal} {ordinal.Expected}\n");
            text.Append(CultureInfo.InvariantCulture, $"  published  {ordinal.PublishedVerdict} [{string.Join(", ", ordinal.Published)}] {ordinal.PublishedReason.Code}\n");
            text.Append(CultureInfo.InvariantCulture, $"  resolved   {Of(ordinal.Resolved)}\n");
        }

        text.Append("a member that asks for its peers\n");
        foreach (var peer in dns.Peers)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {peer.Type} {peer.Name}\n");
            text.Append(CultureInfo.InvariantCulture, $"    expected [{string.Join(", ", peer.Expected)}] {string.Join(' ', peer.Why.Select(why => why.Code))}\n");
            text.Append(CultureInfo.InvariantCulture, $"    resolved {Of(peer.Resolved)}\n");
        }

        text.Append("other Services that select the pods: ").Append(dns.OtherServices.Count == 0 ? "none\n" : "\n");
        foreach (var service in dns.OtherServices)
        {
            text.Append(Of(service));
        }

        return text.ToString();
    }

    private static string Of(ServiceInfo service) =>
        $"Service {service.Name}: {service.Type} {(service.IsHeadless ? "headless" : service.ClusterIPs.Count > 0 ? "an address of its own" : "no address")}, ports [{string.Join(", ", service.Ports)}]{(service.PublishNotReadyAddresses ? ", publishes what is not ready" : "")}\n";

    private static string Of(ResolvedName resolved) => $"{resolved.Verdict} {resolved.Code} [{string.Join(", ", resolved.Addresses)}] {resolved.Reason.Code}";
}
