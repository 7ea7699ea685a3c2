using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Security;

/// <summary>On one machine the person is the account of the kubeconfig.</summary>
public sealed class AccountClients : IPersonClients
{
    public KubernetesClient? Find(string personName, ClusterConnection connection) => personName.Length > 0 ? connection.Client : null;
}
