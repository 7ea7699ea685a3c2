namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>autoscaling/v2 HorizontalPodAutoscaler.</summary>
public sealed record HorizontalPodAutoscaler : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public HorizontalPodAutoscalerSpec Spec { get; init => field = value ?? new(); } = new();

    /// <summary>The StatefulSet that it scales; null when it scales something else.</summary>
    public NamespacedName? StatefulSet =>
        Spec.ScaleTargetRef is { Kind: "StatefulSet" } target && (target.ApiVersion.Length == 0 || target.ApiVersion.StartsWith("apps/", StringComparison.Ordinal))
            ? new(Metadata.Namespace, target.Name)
            : null;
}

public sealed record HorizontalPodAutoscalerSpec
{
    public CrossVersionObjectReference ScaleTargetRef { get; init => field = value ?? new(); } = new();

    /// <summary>The API server writes 1 where nothing is said.</summary>
    public int? MinReplicas { get; init; }

    public int MaxReplicas { get; init; }
}

public sealed record CrossVersionObjectReference
{
    public string ApiVersion { get; init => field = value ?? ""; } = "";

    public string Kind { get; init => field = value ?? ""; } = "";

    public string Name { get; init => field = value ?? ""; } = "";
}
