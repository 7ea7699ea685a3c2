namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 Service.</summary>
public sealed record Service : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public ServiceSpec Spec { get; init => field = value ?? new(); } = new();
}

public sealed record ServiceSpec
{
    /// <summary>ClusterIP, NodePort, LoadBalancer or ExternalName.</summary>
    public string Type { get; init => field = value ?? "ClusterIP"; } = "ClusterIP";

    /// <summary>"None" for a headless Service.</summary>
    public string ClusterIP { get; init => field = value ?? ""; } = "";

    /// <summary>One for each family; empty where an old server says only the one.</summary>
    public ValueList<string> ClusterIPs { get; init => field = value ?? []; } = [];

    /// <summary>IPv4 and IPv6, those it has.</summary>
    public ValueList<string> IpFamilies { get; init => field = value ?? []; } = [];

    public string ExternalName { get; init => field = value ?? ""; } = "";

    public bool PublishNotReadyAddresses { get; init; }

    /// <summary>None or ClientIP: each client is sent to the same pod again.</summary>
    public string SessionAffinity { get; init => field = value ?? "None"; } = "None";

    public ValueMap Selector { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;

    public ValueList<ServicePort> Ports { get; init => field = value ?? []; } = [];

    public bool IsHeadless => string.Equals(ClusterIP, "None", StringComparison.Ordinal);

    /// <summary>An alias: it has no addresses of its own and no endpoints.</summary>
    public bool IsExternalName => string.Equals(Type, "ExternalName", StringComparison.Ordinal);

    /// <summary>Its own addresses; none for a headless one.</summary>
    public IEnumerable<string> AllClusterIPs =>
        IsHeadless || IsExternalName ? [] : ClusterIPs.Append(ClusterIP).Where(address => !string.IsNullOrEmpty(address) && address != "None").Distinct(StringComparer.Ordinal);
}

public sealed record ServicePort
{
    public string Name { get; init => field = value ?? ""; } = "";

    public string Protocol { get; init => field = value ?? "TCP"; } = "TCP";

    public int Port { get; init; }
}
