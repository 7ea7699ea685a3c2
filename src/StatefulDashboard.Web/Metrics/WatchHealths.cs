using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Metrics;

/// <summary>Reads them from the connections.</summary>
public sealed class WatchHealths(ClusterDirectory clusters) : IWatchHealths
{
    public ValueList<WatchHealth> Of(Person person, string clusterId) =>
        clusters.Connected(person).Where(one => one.Cluster.Id == clusterId).SelectMany(one => one.Connection.Health).ToValueList();
}
