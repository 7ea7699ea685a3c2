namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>One page of a list.</summary>
public sealed record ResourceList<T>
    where T : IKubernetesObject
{
    public ListMeta Metadata { get; init => field = value ?? new(); } = new();

    public ValueList<T> Items { get; init => field = value ?? []; } = [];
}

public sealed record ListMeta
{
    public string ResourceVersion { get; init => field = value ?? ""; } = "";

    /// <summary>Where the next page begins; empty on the last one.</summary>
    public string Continue { get; init => field = value ?? ""; } = "";

    public long? RemainingItemCount { get; init; }
}
