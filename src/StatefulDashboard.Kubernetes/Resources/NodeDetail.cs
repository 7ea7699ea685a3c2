namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 Node with what is known of whether its machine is alive.</summary>
public sealed record NodeDetail : IKubernetesObject
{
    /// <summary>Put on by somebody who knows that the machine is off (Kubernetes documentation, Node Shutdowns: non-graceful).</summary>
    public const string OutOfService = "node.kubernetes.io/out-of-service";

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public NodeDetailSpec Spec { get; init => field = value ?? new(); } = new();

    public NodeStatus Status { get; init => field = value ?? new(); } = new();

    public bool IsOutOfService => Spec.Taints.Any(taint => string.Equals(taint.Key, OutOfService, StringComparison.Ordinal));

    public Condition? Ready => Status.Conditions.FirstOrDefault(condition => string.Equals(condition.Type, "Ready", StringComparison.Ordinal));
}

public sealed record NodeDetailSpec
{
    /// <summary>Cordoned: no new pod is put here.</summary>
    public bool Unschedulable { get; init; }

    public ValueList<NodeTaint> Taints { get; init => field = value ?? []; } = [];
}

public sealed record NodeTaint
{
    public string Key { get; init => field = value ?? ""; } = "";

    public string Effect { get; init => field = value ?? ""; } = "";
}
