using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>The DNS name of one ordinal: the one that should exist, and what the cluster publishes under it.</summary>
/// <param name="Name">Short, within the namespace: "web-0.nginx"; empty when the set names no governing Service.</param>
/// <param name="Expected">Fully qualified, without the last dot.</param>
/// <param name="Published">The addresses of its ready endpoints, of every family, each in its one form; sorted.</param>
public sealed record PodDnsRecord(string Name, string Expected, ValueList<string> Published, PublishedVerdict Verdict);

/// <summary>Whether a name is published, and if not, why (Kubernetes DNS specification 1.1.0).</summary>
public enum PublishedVerdict
{
    Published,

    /// <summary>The pod is not ready and the Service does not publish such addresses.</summary>
    NotReadyHidden,

    /// <summary>Ready, but the EndpointSlice does not say so yet.</summary>
    NotYetPublished,
    NoGoverningService,

    /// <summary>The Service's selector does not select the pod.</summary>
    SelectorMismatch,

    /// <summary>The name answers, but peers cannot be listed: the Service's own name gives its ClusterIP.</summary>
    ServiceNotHeadless,
    NoPod,

    /// <summary>The pod has no address (yet, or no more): there is nothing that could be published.</summary>
    NoAddress,

    /// <summary>The Service has the pod's address, but not under its name: the pod's hostname or subdomain is not the one that the name is made of.</summary>
    NoHostname,

    /// <summary>The Service, its EndpointSlices or the pods cannot be read.</summary>
    Unknown,
}
