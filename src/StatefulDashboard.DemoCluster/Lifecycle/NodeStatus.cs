using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>The status of a node, as its kubelet posts it and as others write it when the kubelet no longer does.</summary>
internal static class NodeStatus
{
    private static readonly WriteOptions Kubelet = new("kubelet");
    private static readonly WriteOptions Lifecycle = new("kube-controller-manager");

    /// <summary>What a living kubelet posts.</summary>
    public static StoredObject PostReady(ObjectApi objects, StoredObject node)
        => objects.Modify(ResourceKinds.Nodes, "", node.Name, "status", Kubelet, root =>
        {
            var status = root.Ensure("status");
            status.Default("capacity", Capacity());
            status.Default("allocatable", Capacity());
            status["conditions"] = new JsonArray(Condition(objects, root, "True", "KubeletReady", "kubelet is posting ready status"));
            status.Default("addresses", new JsonArray(
                new JsonObject { ["type"] = "InternalIP", ["address"] = AddressOf(node.Name) },
                new JsonObject { ["type"] = "Hostname", ["address"] = node.Name }));
            status.Default("nodeInfo", new JsonObject
            {
                ["architecture"] = "amd64", ["containerRuntimeVersion"] = "fake://1.0", ["kernelVersion"] = "6.1.0", ["kubeletVersion"] = "v1.36.2",
                ["operatingSystem"] = "linux", ["osImage"] = "demo", ["kubeProxyVersion"] = "", ["machineID"] = "", ["systemUUID"] = "", ["bootID"] = "",
            });
            return root;
        });

    /// <summary>What the node lifecycle controller writes when a kubelet has been silent for too long.</summary>
    public static StoredObject SetUnknown(ObjectApi objects, StoredObject node)
        => objects.Modify(ResourceKinds.Nodes, "", node.Name, "status", Lifecycle, root =>
        {
            root.Ensure("status")["conditions"] = new JsonArray(Condition(objects, root, "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status."));
            return root;
        });

    private static JsonObject Condition(ObjectApi objects, JsonObject root, string status, string reason, string message)
    {
        var now = objects.Now.ToStamp();
        var old = root.Condition("Ready");
        return new JsonObject
        {
            ["type"] = "Ready", ["status"] = status, ["lastHeartbeatTime"] = status == "True" ? now : old.Text("lastHeartbeatTime") ?? now,
            ["lastTransitionTime"] = old.Text("status") == status ? old.Text("lastTransitionTime") : now, ["reason"] = reason, ["message"] = message,
        };
    }

    private static JsonObject Capacity() => new() { ["cpu"] = "16", ["memory"] = "64Gi", ["pods"] = "250" };

    private static string AddressOf(string node) => node switch
    {
        "node-a" => "172.20.0.2", "node-b" => "172.20.0.3", "node-c" => "172.20.0.4",
        _ => $"172.20.{1 + (Names.Hash(System.Text.Encoding.UTF8.GetBytes(node)) % 250)}.2",
    };
}
