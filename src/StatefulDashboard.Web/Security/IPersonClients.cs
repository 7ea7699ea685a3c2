using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Security;

/// <summary>Clients that speak to a cluster as a person: every write goes through one of them, never through the account that reads.</summary>
public interface IPersonClients
{
    /// <summary>Null when nobody of this name is here in whose name could be written. It lives as long as the connection.</summary>
    /// <param name="personName">As the cluster knows them (<see cref="Person.Name"/>).</param>
    KubernetesClient? Find(string personName, ClusterConnection connection);
}
