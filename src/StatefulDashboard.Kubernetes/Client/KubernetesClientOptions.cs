namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Times and sizes; the defaults are for a real API server.</summary>
public sealed record KubernetesClientOptions
{
    public static readonly KubernetesClientOptions Default = new();

    /// <summary>For a request other than a watch, from sending it to the last byte of its answer; each page of a list is one.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For making a connection (TCP and TLS). Real time.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>An HTTP/2 connection, or TCP one, that has been silent this long is asked whether it still lives. Real time.</summary>
    public TimeSpan PingDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it has to answer. Real time.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A watch whose response headers have not come this long after the end it asked for is given up.</summary>
    public TimeSpan WatchSlack { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Objects in one page of a list.</summary>
    public int PageSize { get; init; } = 500;
}
