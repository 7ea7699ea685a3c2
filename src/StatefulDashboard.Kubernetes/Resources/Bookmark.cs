namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>The object of a BOOKMARK event: of the kind that is watched, but empty apart from this.</summary>
public sealed record Bookmark
{
    public BookmarkMeta Metadata { get; init => field = value ?? new(); } = new();
}

public sealed record BookmarkMeta
{
    /// <summary>"true" on the bookmark that ends a streaming list.</summary>
    public const string InitialEventsEnd = "k8s.io/initial-events-end";

    public string ResourceVersion { get; init => field = value ?? ""; } = "";

    public ValueMap Annotations { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;
}
