using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Components.Live;

/// <summary>The address of each view. Names come from clusters: they are escaped.</summary>
internal static class Links
{
    public static string Workloads(string cluster, string? namespaceName = null) =>
        "/?cluster=" + Uri.EscapeDataString(cluster) + (namespaceName is null ? "" : "&namespace=" + Uri.EscapeDataString(namespaceName));

    public static string Set(string cluster, NamespacedName name) =>
        $"/c/{Uri.EscapeDataString(cluster)}/ns/{Uri.EscapeDataString(name.Namespace)}/statefulsets/{Uri.EscapeDataString(name.Name)}";

    /// <param name="tab">As it stands in addresses; empty for the ordinals.</param>
    public static string Set(string cluster, NamespacedName name, string tab) => Set(cluster, name) + (tab.Length == 0 ? "" : "?tab=" + Uri.EscapeDataString(tab));

    public static string Storage(string cluster) => $"/c/{Uri.EscapeDataString(cluster)}/storage";

    public static string Claim(string cluster, NamespacedName claim) =>
        Storage(cluster) + "?namespace=" + Uri.EscapeDataString(claim.Namespace) + "&q=" + Uri.EscapeDataString(claim.Name);

    public static string Dns(string cluster) => $"/c/{Uri.EscapeDataString(cluster)}/dns";

    public static string Lab(string scenario) => "/lab/" + Uri.EscapeDataString(scenario);

    public static string Operations(string cluster, string? namespaceName = null) =>
        $"/c/{Uri.EscapeDataString(cluster)}/operations" + (namespaceName is null ? "" : "?namespace=" + Uri.EscapeDataString(namespaceName));

    /// <param name="operation">Its namespace and id.</param>
    public static string Operation(string cluster, NamespacedName operation) =>
        $"/c/{Uri.EscapeDataString(cluster)}/operations/{Uri.EscapeDataString(operation.Namespace)}/{Uri.EscapeDataString(operation.Name)}";

    /// <inheritdoc cref="Operation"/>
    public static string Receipt(string cluster, NamespacedName operation) =>
        $"/api/clusters/{Uri.EscapeDataString(cluster)}/namespaces/{Uri.EscapeDataString(operation.Namespace)}/operations/{Uri.EscapeDataString(operation.Name)}/receipt";

    public static string Health(string cluster) => $"/c/{Uri.EscapeDataString(cluster)}/health";
}
