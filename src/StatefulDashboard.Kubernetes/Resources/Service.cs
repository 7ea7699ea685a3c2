namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 Service.</summary>
public sealed record Service : IKubernetesObject
{
    public ObjectMeta Metadata { get; init; } = new();

    public ServiceSpec Spec { get; init; } = new();
}

public sealed record ServiceSpec
{
    /// <summary>ClusterIP, NodePort, LoadBalancer or ExternalName.</summary>
    public string Type { get; init; } = "ClusterIP";

    /// <summary>"None" for a headless Service.</summary>
    public string ClusterIP { get; init; } = "";

    public string ExternalName { get; init; } = "";

    public bool PublishNotReadyAddresses { get; init; }

    public ValueMap Selector { get; init; } = ValueMap.Empty;

    public ValueList<ServicePort> Ports { get; init; } = [];

    public bool IsHeadless => string.Equals(ClusterIP, "None", StringComparison.Ordinal);
}

public sealed record ServicePort
{
    public string Name { get; init; } = "";

    public string Protocol { get; init; } = "TCP";

    public int Port { get; init; }
}
