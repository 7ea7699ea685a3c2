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

    public static string Present(string cluster, NamespacedName name) => Set(cluster, name) + "?view=present";

    /// <summary>One object of a set as JSON.</summary>
    /// <param name="item">"pod/web-0".</param>
    public static string Manifest(string cluster, NamespacedName set, string item) =>
        $"/api/clusters/{Uri.EscapeDataString(cluster)}/namespaces/{Uri.EscapeDataString(set.Namespace)}/statefulsets/{Uri.EscapeDataString(set.Name)}/manifest/json?object={Uri.EscapeDataString(item)}";

    public static string Storage(string cluster) => $"/c/{Uri.EscapeDataString(cluster)}/storage";

    public static string Claim(string cluster, NamespacedName claim) =>
        Storage(cluster) + "?namespace=" + Uri.EscapeDataString(claim.Namespace) + "&q=" + Uri.EscapeDataString(claim.Name);

    public static string Dns(string cluster) => $"/c/{Uri.EscapeDataString(cluster)}/dns";

    /// <summary>A question that is asked when the link is opened.</summary>
    /// <param name="type">"A", "SRV"; for A the page's own choice.</param>
    /// <param name="namespaceName">Short names are completed as in this one; null: not at all.</param>
    public static string Ask(string cluster, string name, string type = "A", string? namespaceName = null) =>
        Dns(cluster) + "?name=" + Uri.EscapeDataString(name) + "&type=" + Uri.EscapeDataString(type) + (string.IsNullOrEmpty(namespaceName) ? "" : "&namespace=" + Uri.EscapeDataString(namespaceName));

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
