namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>One page of a list.</summary>
public sealed record ResourceList<T>
    where T : IKubernetesObject
{
    public ListMeta Metadata { get; init; } = new();

    public ValueList<T> Items { get; init; } = [];
}

public sealed record ListMeta
{
    public string ResourceVersion { get; init; } = "";

    /// <summary>Where the next page begins; empty on the last one.</summary>
    public string Continue { get; init; } = "";

    public long? RemainingItemCount { get; init; }
}
