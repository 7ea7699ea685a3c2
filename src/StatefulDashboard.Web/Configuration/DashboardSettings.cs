using System.Net;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Configuration;

/// <summary>The settings as docs/settings.md tells them; read and checked once, at start.</summary>
public sealed record DashboardSettings
{
    public ClusterSettings Clusters { get; init; } = new();

    public SecuritySettings Security { get; init; } = new();

    public DemoClusterSettings DemoCluster { get; init; } = new();

    public OperationOptions Operations { get; init; } = new();

    /// <summary>The resolver to ask for a cluster, by its id.</summary>
    public IReadOnlyDictionary<string, IPEndPoint> DnsServers { get; init; } = new Dictionary<string, IPEndPoint>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> DnsZones { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The zone of a cluster's DNS.</summary>
    public string Zone(string clusterId) => DnsZones.TryGetValue(clusterId, out var zone) ? zone : "cluster.local";
}

/// <param name="Demo">Run the demo cluster.</param>
/// <param name="Kubeconfig">A file or a list of files; null for what kubectl would read, empty for none.</param>
/// <param name="Contexts">Connected to at start.</param>
/// <param name="Namespaces">Only these; empty for all.</param>
public sealed record ClusterSettings(bool Demo, string? Kubeconfig, IReadOnlyList<string> Contexts, bool InCluster, IReadOnlyList<string> Namespaces)
{
    public ClusterSettings()
        : this(Demo: true, null, [], InCluster: false, [])
    {
    }

    /// <summary>A cluster that nobody has looked at for this long is disconnected from; those that are connected to at start are kept.</summary>
    public TimeSpan LetGoAfter { get; init; } = TimeSpan.FromMinutes(5);
}

/// <param name="LaunchToken">In place of a random one.</param>
/// <param name="ReadOnly">No write leaves the dashboard.</param>
public sealed record SecuritySettings(string? LaunchToken, bool ReadOnly)
{
    public SecuritySettings()
        : this(null, ReadOnly: false)
    {
    }
}

/// <param name="Seed">showcase or empty.</param>
/// <param name="Port">Of its API on 127.0.0.1; 0 for a free one.</param>
/// <param name="Kubeconfig">Where its kubeconfig is written; null for a private temporary file.</param>
/// <param name="Speed">0 pauses, 1 is real time.</param>
/// <param name="DnsPort">Of its DNS server; 0 for a free one.</param>
/// <param name="Scenarios">A folder with scenario files of one's own; null for none.</param>
public sealed record DemoClusterSettings(string Seed, int Port, string? Kubeconfig, double Speed, int DnsPort, string? Scenarios)
{
    public DemoClusterSettings()
        : this("showcase", 0, null, 1, 0, null)
    {
    }
}
