using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Api;

/// <summary>Says to a program why a person is shown nothing: who they are, and which verb on which resource is missing; the same whether there is something or not.</summary>
internal static class HiddenText
{
    /// <param name="namespaceName">Null for the whole cluster.</param>
    public static string Of(ClusterView view, string? namespaceName)
    {
        var (rights, cluster) = (view.Status.Rights, view.Cluster.Id);
        return rights.Fault is { } fault ? $"What \"{rights.Person}\" may read of cluster \"{cluster}\" could not be found out, so nothing is shown: {fault}"
            : namespaceName is null ? $"\"{rights.Person}\" may not list statefulsets.apps: neither in the whole cluster \"{cluster}\" nor in a namespace that has some."
            : $"\"{rights.Person}\" may not list statefulsets.apps in the whole cluster \"{cluster}\", and sees none in namespace \"{namespaceName}\": either the verb list is missing there, or there is none.";
    }
}
