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

        var addresses = snapshot.EndpointSlices
            .SelectMany(slice => slice.Endpoints)
            .Where(endpoint => string.Equals(endpoint.Hostname, podName, StringComparison.Ordinal) && (endpoint.Conditions.Ready ?? true))
            .SelectMany(endpoint => endpoint.Addresses)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToValueList();
        return new(name, expected, addresses, Verdict(snapshot, governing, pod, addresses.Count > 0));
    }

    private static PublishedVerdict Verdict(StatefulSetSnapshot snapshot, Service governing, Pod? pod, bool published) =>
        published ? governing.Spec.IsHeadless ? PublishedVerdict.Published : PublishedVerdict.ServiceNotHeadless
        : pod is null ? snapshot.IsRead(UnreadKinds.Pods) ? PublishedVerdict.NoPod : PublishedVerdict.Unknown
        : !Selects(governing, pod) ? PublishedVerdict.SelectorMismatch
        : !governing.Spec.PublishNotReadyAddresses && (!pod.IsReady() || pod.Metadata.IsTerminating) ? PublishedVerdict.NotReadyHidden
        : PublishedVerdict.NotYetPublished;

    // an empty selector selects nothing: its EndpointSlices are written by somebody else
    private static bool Selects(Service service, Pod pod) =>
        service.Spec.Selector.Count > 0 && service.Spec.Selector.All(pair => string.Equals(pod.Metadata.Labels.Get(pair.Key), pair.Value, StringComparison.Ordinal));
}
