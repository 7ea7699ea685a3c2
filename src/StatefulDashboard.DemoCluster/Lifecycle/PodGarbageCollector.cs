using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>
/// Sets pods free whose machine is known to be off: its Node is gone, or is not ready and has the taint out-of-service
/// (kubernetes pkg/controller/podgc). Looks after <see cref="Quarantine"/> of demo time, not after 40 s.
/// </summary>
internal sealed class PodGarbageCollector(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    /// <summary>How long a node must have been gone.</summary>
    public static readonly TimeSpan Quarantine = TimeSpan.FromSeconds(2);

    private static readonly WriteOptions Writer = new("kube-controller-manager");
    private readonly HashSet<string> quarantined = new(StringComparer.Ordinal);

    public override ResourceKind[] Watched => [ResourceKinds.Nodes, ResourceKinds.Pods];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var o = change.Object;
        if (o.Kind == ResourceKinds.Nodes)
        {
            return change.Type == ChangeType.Deleted || NodeFacts.IsOutOfService(o) ? Store.All(ResourceKinds.Pods).Where(p => p.Root.Text("spec", "nodeName") == o.Name).Select(p => p.Key) : [];
        }

        return change.Type != ChangeType.Deleted && o.Root.Text("spec", "nodeName") is { Length: > 0 } name && (Store.Get(ResourceKinds.Nodes, "", name) is not { } node || NodeFacts.IsOutOfService(node)) ? [o.Key] : [];
    }

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.Pods, @namespace, name) is not { } pod || pod.Root.Text("spec", "nodeName") is not { Length: > 0 } on)
        {
            return;
        }

        if (Store.Get(ResourceKinds.Nodes, "", on) is { } node)
        {
            quarantined.Remove(pod.Uid);
            if (pod.IsTerminating && NodeFacts.IsOutOfService(node) && !NodeFacts.IsReady(node))
            {
                Free(pod, isOrphan: false);
            }
        }
        else if (quarantined.Add(pod.Uid))
        {
            Again(pod.Key, Quarantine);
        }
        else
        {
            quarantined.Remove(pod.Uid);
            Free(pod, isOrphan: true);
        }
    }

    private void Free(StoredObject pod, bool isOrphan)
    {
        if (!pod.IsEnded())
        {
            Objects.Modify(ResourceKinds.Pods, pod.Namespace, pod.Name, "status", Writer, root =>
            {
                root.Ensure("status")["phase"] = "Failed";
                if (isOrphan)
                {
                    PodStatus.SetCondition(root, "DisruptionTarget", "True", Objects.Now, "DeletionByPodGC", "PodGC: node no longer exists", root.Number("metadata", "generation"));
                }

                return root;
            });
        }

        Objects.Delete(ResourceKinds.Pods, pod.Namespace, pod.Name, new DeleteOptions(GraceSeconds: 0, Uid: pod.Uid));
    }
}
