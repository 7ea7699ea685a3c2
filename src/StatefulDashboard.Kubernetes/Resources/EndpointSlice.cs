namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>discovery.k8s.io/v1 EndpointSlice.</summary>
public sealed record EndpointSlice : IKubernetesObject
{
    public const string ServiceNameLabel = "kubernetes.io/service-name";

    public ObjectMeta Metadata { get; init; } = new();

    /// <summary>IPv4, IPv6 or FQDN.</summary>
    public string AddressType { get; init; } = "";

    public ValueList<Endpoint> Endpoints { get; init; } = [];

    public ValueList<EndpointPort> Ports { get; init; } = [];

    public NamespacedName? Service => Metadata.Labels.Get(ServiceNameLabel) is { Length: > 0 } name ? new(Metadata.Namespace, name) : null;
}

public sealed record Endpoint
{
    public ValueList<string> Addresses { get; init; } = [];

    public EndpointConditions Conditions { get; init; } = new();

    public string Hostname { get; init; } = "";

    public ObjectReference? TargetRef { get; init; }
}

public sealed record EndpointConditions
{
    /// <summary>Missing counts as true (Kubernetes DNS specification 1.1.0).</summary>
    public bool? Ready { get; init; }
}

public sealed record EndpointPort
{
    public string Name { get; init; } = "";

    public string Protocol { get; init; } = "TCP";

    public int? Port { get; init; }
}
