using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Security;

/// <summary>In the demo each person writes with their own token, and only to the demo cluster: no other cluster knows them.</summary>
public sealed class DemoPersonClients(DemoPeople people) : IPersonClients
{
    public KubernetesClient? Find(string personName, ClusterConnection connection) =>
        connection.Cluster.IsDemo && people.TokenOf(personName) is { } token ? connection.ClientOf(personName, token) : null;
}
