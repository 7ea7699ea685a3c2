using System.Net;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;

namespace StatefulDashboard.Web.Dns;

/// <summary>
/// Which server is asked for a cluster's names: the one in the settings, else the demo's own, else inside a cluster that cluster's.
/// No other is ever asked: nothing that comes from a browser or from a cluster names a server.
/// </summary>
public sealed class ClusterResolvers(DashboardSettings settings, LabAccess lab)
{
    /// <summary>As they are added at start: ClusterSetup.</summary>
    private const string DemoId = "demo";
    private const string OwnId = "in-cluster";

    private readonly Lazy<IPEndPoint?> own = new(ResolverFile.FirstNameServer);

    /// <summary>Null where none can be reached from here.</summary>
    public ClusterResolver? Find(string clusterId) =>
        settings.DnsServers.TryGetValue(clusterId, out var named) ? new(named, ResolverOrigin.Settings)
        : clusterId == DemoId && lab.Demo is { } demo ? new(demo.DnsEndpoint, ResolverOrigin.Demo)
        : clusterId == OwnId && settings.Clusters.InCluster && own.Value is { } server ? new(server, ResolverOrigin.Pod)
        : null;

    public string Zone(string clusterId) => settings.Zone(clusterId).ToLowerInvariant();
}
