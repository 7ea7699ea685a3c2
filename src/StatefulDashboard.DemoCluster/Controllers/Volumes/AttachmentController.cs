using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers.Volumes;

/// <summary>A VolumeAttachment for each volume on each node where a pod uses it (kubernetes pkg/controller/volume/attachdetach, and the driver's attacher).</summary>
internal sealed class AttachmentController(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");
    private static readonly WriteOptions Attacher = new("csi-attacher");
    private readonly Dictionary<(string Volume, string Node), HashSet<string>> users = [];
    private readonly Dictionary<string, (string Volume, string Node)[]> uses = new(StringComparer.Ordinal);

    public override ResourceKind[] Watched => [ResourceKinds.Pods];

    // the key is "node|volume"; a pod that is bound has bound claims
    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var pod = change.Object;
        var isUsing = change.Type != ChangeType.Deleted && !pod.IsEnded() && pod.Root.Text("spec", "nodeName") is { Length: > 0 };
        if (isUsing == uses.ContainsKey(pod.Uid))
        {
            return [];
        }

        (string, string)[] pairs;
        if (isUsing)
        {
            var node = pod.Root.Text("spec", "nodeName")!;
            pairs = [.. ClaimController.ClaimsOf(pod).Select(c => Store.Get(ResourceKinds.Claims, pod.Namespace, c)?.Root.Text("spec", "volumeName")).OfType<string>().Where(v => v.Length > 0).Distinct().Select(v => (v, node))];
            uses[pod.Uid] = pairs;
            foreach (var pair in pairs)
            {
                (users.TryGetValue(pair, out var pods) ? pods : users[pair] = []).Add(pod.Uid);
            }
        }
        else
        {
            uses.Remove(pod.Uid, out pairs!);
            foreach (var pair in pairs)
            {
                if (users[pair].Remove(pod.Uid) && users[pair].Count == 0)
                {
                    users.Remove(pair);
                }
            }
        }

        return pairs.Select(p => $"/{p.Item2}|{p.Item1}");
    }

    protected override void Reconcile(string @namespace, string name)
    {
        var parts = name.Split('|');
        var (node, volume) = (parts[0], parts[1]);
        var own = "csi-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{volume}^{node}")));
        var known = Store.Get(ResourceKinds.VolumeAttachments, "", own);
        var isUsed = users.ContainsKey((volume, node));
        if (isUsed && known is null && Store.Get(ResourceKinds.Volumes, "", volume)?.Root.Text("spec", "csi", "driver") is { } driver)
        {
            Objects.Create(ResourceKinds.VolumeAttachments, "", new JsonObject
            {
                ["metadata"] = new JsonObject { ["name"] = own, ["annotations"] = new JsonObject { ["csi.alpha.kubernetes.io/node-id"] = node } },
                ["spec"] = new JsonObject { ["attacher"] = driver, ["nodeName"] = node, ["source"] = new JsonObject { ["persistentVolumeName"] = volume } },
            }, Writer);
            Objects.Modify(ResourceKinds.VolumeAttachments, "", own, "status", Attacher, root =>
            {
                root["status"] = new JsonObject { ["attached"] = true };
                return root;
            });
        }
        else if (!isUsed && known is not null)
        {
            Objects.Delete(ResourceKinds.VolumeAttachments, "", own, new DeleteOptions(Uid: known.Uid));
        }
    }
}
