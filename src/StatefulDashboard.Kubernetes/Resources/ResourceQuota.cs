namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>v1 ResourceQuota.</summary>
public sealed record ResourceQuota : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public ResourceQuotaSpec Spec { get; init => field = value ?? new(); } = new();

    public ResourceQuotaStatus Status { get; init => field = value ?? new(); } = new();
}

public sealed record ResourceQuotaSpec
{
    public ValueList<string> Scopes { get; init => field = value ?? []; } = [];

    public AnySource? ScopeSelector { get; init; }

    /// <summary>It counts only some of the objects.</summary>
    public bool IsScoped => Scopes.Count > 0 || ScopeSelector is not null;
}

public sealed record ResourceQuotaStatus
{
    public ValueMap Hard { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;

    public ValueMap Used { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;
}
