using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Components.Live;

/// <summary>The address of each view. Names come from clusters: they are escaped.</summary>
internal static class Links
{
    public static string Workloads(string cluster, string? namespaceName = null) =>
        "/?cluster=" + Uri.EscapeDataString(cluster) + (namespaceName is null ? "" : "&namespace=" + Uri.EscapeDataString(namespaceName));

    public static string Set(string cluster, NamespacedName name) =>
        $"/c/{Uri.EscapeDataString(cluster)}/ns/{Uri.EscapeDataString(name.Namespace)}/statefulsets/{Uri.EscapeDataString(name.Name)}";

    public static string Lab(string scenario) => "/lab/" + Uri.EscapeDataString(scenario);

    public static string Health(string cluster) => $"/c/{Uri.EscapeDataString(cluster)}/health";
}
