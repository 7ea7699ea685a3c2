using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Scenarios;

/// <summary>What every cluster has from the start: namespaces, nodes, storage classes, the API's own Service.</summary>
internal static class BaseObjects
{
    private static readonly WriteOptions Writer = new("kube-apiserver");

    public static void Create(ObjectApi objects)
    {
        foreach (var o in Manifests.Read("base"))
        {
            var created = Manifests.Apply(objects, o, Writer);
            if (created.Kind == ResourceKinds.Nodes)
            {
                MakeReady(objects, created);
            }
        }
    }

    private static void MakeReady(ObjectApi objects, StoredObject node)
        => objects.Modify(ResourceKinds.Nodes, "", node.Name, "status", new WriteOptions("kubelet"), root =>
        {
            var now = objects.Now.ToStamp();
            root["status"] = new JsonObject
            {
                ["capacity"] = Capacity(), ["allocatable"] = Capacity(),
                ["conditions"] = new JsonArray(new JsonObject
                {
                    ["type"] = "Ready", ["status"] = "True", ["lastHeartbeatTime"] = now, ["lastTransitionTime"] = now, ["reason"] = "KubeletReady", ["message"] = "kubelet is posting ready status",
                }),
                ["addresses"] = new JsonArray(
                    new JsonObject { ["type"] = "InternalIP", ["address"] = node.Name switch { "node-a" => "172.20.0.2", "node-b" => "172.20.0.3", _ => "172.20.0.4" } },
                    new JsonObject { ["type"] = "Hostname", ["address"] = node.Name }),
                ["nodeInfo"] = new JsonObject
                {
                    ["architecture"] = "amd64", ["containerRuntimeVersion"] = "fake://1.0", ["kernelVersion"] = "6.1.0", ["kubeletVersion"] = "v1.36.2",
                    ["operatingSystem"] = "linux", ["osImage"] = "demo", ["kubeProxyVersion"] = "", ["machineID"] = "", ["systemUUID"] = "", ["bootID"] = "",
                },
            };
            return root;
        });

    private static JsonObject Capacity() => new() { ["cpu"] = "16", ["memory"] = "64Gi", ["pods"] = "250" };
}
