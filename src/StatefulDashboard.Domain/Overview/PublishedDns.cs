using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>What the cluster publishes for one pod's name (Kubernetes DNS specification 1.1.0, CoreDNS' kubernetes plugin).</summary>
internal static class PublishedDns
{
    public static PodDnsRecord Of(StatefulSetSnapshot snapshot, string podName, Pod? pod, string zone)
    {
        var set = snapshot.Set;
        var service = set.Spec.ServiceName;
        if (service.Length == 0)
        {
            return new("", "", [], PublishedVerdict.NoGoverningService);
        }

        var name = podName + "." + service;
        var expected = name + "." + set.Metadata.Namespace + ".svc." + zone;
        if (snapshot.GoverningService is not { } governing)
        {
            return new(name, expected, [], snapshot.IsRead(UnreadKinds.Services) ? PublishedVerdict.NoGoverningService : PublishedVerdict.Unknown);
        }

        if (!snapshot.IsRead(UnreadKinds.EndpointSlices))
        {
            return new(name, expected, [], PublishedVerdict.Unknown);
        }

        var endpoints = governing.Spec.IsExternalName ? [] : ZoneEndpoint.Of(snapshot.EndpointSlices).ToArray();
        var addresses = endpoints.Where(endpoint => string.Equals(endpoint.Label, podName, StringComparison.OrdinalIgnoreCase))
            .Select(endpoint => endpoint.Address)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToValueList();
        return new(name, expected, addresses, addresses.Count > 0 ? WhenThere(governing) : WhenNot(snapshot, governing, pod, endpoints));
    }

    private static PublishedVerdict WhenThere(Service governing) => governing.Spec.IsHeadless ? PublishedVerdict.Published : PublishedVerdict.ServiceNotHeadless;

    // from the first cause to the last: what is true of the later ones follows from it
    private static PublishedVerdict WhenNot(StatefulSetSnapshot snapshot, Service governing, Pod? pod, ZoneEndpoint[] endpoints) =>
        pod is null ? snapshot.IsRead(UnreadKinds.Pods) ? PublishedVerdict.NoPod : PublishedVerdict.Unknown
        : !Selects(governing, pod) ? PublishedVerdict.SelectorMismatch
        : AddressText.Canonical(pod.Status.PodIP) is { } address && endpoints.Any(endpoint => endpoint.Address == address) ? PublishedVerdict.NoHostname
        : !governing.Spec.PublishNotReadyAddresses && (!pod.IsReady() || pod.Metadata.IsTerminating) ? PublishedVerdict.NotReadyHidden
        : HasAddress(pod) ? PublishedVerdict.NotYetPublished
        : PublishedVerdict.NoAddress;

    // a pod that has ended is an endpoint of nothing, whatever its Service publishes
    private static bool HasAddress(Pod pod) => pod.Status.PodIP.Length > 0 && pod.Status.Phase is not ("Succeeded" or "Failed");

    // an empty selector selects nothing: its EndpointSlices are written by somebody else. An alias has no endpoints at all.
    private static bool Selects(Service service, Pod pod) =>
        !service.Spec.IsExternalName
        && service.Spec.Selector.Count > 0
        && service.Spec.Selector.All(pair => string.Equals(pod.Metadata.Labels.Get(pair.Key), pair.Value, StringComparison.Ordinal));
}
