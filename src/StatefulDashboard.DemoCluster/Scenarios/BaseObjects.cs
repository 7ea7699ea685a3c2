using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

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
                NodeStatus.PostReady(objects, created);
            }
        }
    }
}
