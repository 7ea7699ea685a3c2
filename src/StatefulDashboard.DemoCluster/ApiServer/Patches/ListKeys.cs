using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.ApiServer.Patches;

/// <summary>Which lists merge by which key (the patchMergeKey tags of k8s.io/api).</summary>
internal static class ListKeys
{
    /// <summary>The key of a list, or null when the list is replaced as a whole.</summary>
    public static string? Of(string parent, string list, JsonObject? sample) => list switch
    {
        "containers" or "initContainers" or "ephemeralContainers" or "env" or "volumes" or "imagePullSecrets" or "secrets" or "resourceClaims" => "name",
        "ports" when parent is "containers" or "initContainers" || sample?.ContainsKey("containerPort") == true => "containerPort",
        "ports" when parent == "spec" => "port",
        "volumeMounts" => "mountPath",
        "volumeDevices" => "devicePath",
        "ownerReferences" => "uid",
        "conditions" or "addresses" when parent == "status" => "type",
        "hostAliases" or "podIPs" or "hostIPs" => "ip",
        "topologySpreadConstraints" => "topologyKey",
        "sources" when parent == "projected" => null,
        _ => null,
    };

    public static bool IsPrimitiveMerge(string list) => list == "finalizers";
}
