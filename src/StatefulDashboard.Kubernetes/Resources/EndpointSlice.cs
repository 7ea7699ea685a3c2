namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>discovery.k8s.io/v1 EndpointSlice.</summary>
public sealed record EndpointSlice : IKubernetesObject
{
    public const string ServiceNameLabel = "kubernetes.io/service-name";

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>IPv4, IPv6 or FQDN.</summary>
    public string AddressType { get; init => field = value ?? ""; } = "";

    public ValueList<Endpoint> Endpoints { get; init => field = value ?? []; } = [];

    public ValueList<EndpointPort> Ports { get; init => field = value ?? []; } = [];

    public NamespacedName? Service => Metadata.Labels.Get(ServiceNameLabel) is { Length: > 0 } name ? new(Metadata.Namespace, name) : null;
}

public sealed record Endpoint
{
    public ValueList<string> Addresses { get; init => field = value ?? []; } = [];

    public EndpointConditions Conditions { get; init => field = value ?? new(); } = new();

    public string Hostname { get; init => field = value ?? ""; } = "";

    public ObjectReference? TargetRef { get; init; }
}

public sealed record EndpointConditions
{
    /// <summary>Missing counts as true (Kubernetes DNS specification 1.1.0).</summary>
    public bool? Ready { get; init; }
}

public sealed record EndpointPort
{
    public string Name { get; init => field = value ?? ""; } = "";

    public string Protocol { get; init => field = value ?? "TCP"; } = "TCP";

    public int? Port { get; init; }
}
