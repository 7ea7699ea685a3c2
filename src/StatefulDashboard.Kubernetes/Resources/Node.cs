namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 Node.</summary>
public sealed record Node : IKubernetesObject
{
    public const string ZoneLabel = "topology.kubernetes.io/zone";

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public NodeStatus Status { get; init => field = value ?? new(); } = new();

    public string Zone => Metadata.Labels.Get(ZoneLabel) ?? "";

    public bool IsReady => Status.Conditions.Any(condition => string.Equals(condition.Type, "Ready", StringComparison.Ordinal) && condition.IsTrue);
}

public sealed record NodeStatus
{
    public ValueList<Condition> Conditions { get; init => field = value ?? []; } = [];
}
