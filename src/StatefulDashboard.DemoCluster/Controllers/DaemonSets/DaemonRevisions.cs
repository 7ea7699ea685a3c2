using System.Text;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.DaemonSets;

/// <summary>The ControllerRevisions of a DaemonSet (kubernetes pkg/controller/daemon/update.go).</summary>
internal sealed class DaemonRevisions(ObjectApi objects)
{
    public const string HashLabel = "controller-revision-hash";
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    /// <summary>The hash of the present template; its revision is made, or numbered as the newest, when it is not.</summary>
    public string Current(StoredObject set)
    {
        var template = set.Root.Object("spec", "template")!.Copy();
        template.Insert(0, "$patch", "replace");
        var data = new JsonObject { ["spec"] = new JsonObject { ["template"] = template } };
        var history = objects.Store.ControlledBy(ResourceKinds.ControllerRevisions, set.Uid).OrderBy(NumberOf).ToList();
        var next = history.Count == 0 ? 1 : NumberOf(history[^1]) + 1;
        if (history.FindLast(r => r.Root["data"].SameAs(data)) is { } known)
        {
            if (!ReferenceEquals(known, history[^1]))
            {
                objects.Modify(ResourceKinds.ControllerRevisions, set.Namespace, known.Name, null, Writer, root =>
                {
                    root["revision"] = next;
                    return root;
                });
            }

            return known.Labels.Text(HashLabel)!;
        }

        return Make(set, data, next);
    }

    /// <summary>Deletes the oldest revisions that no pod has, beyond revisionHistoryLimit.</summary>
    public void Truncate(StoredObject set, IEnumerable<StoredObject> pods, string current)
    {
        var live = pods.Select(p => p.Labels.Text(HashLabel)).Append(current).ToHashSet();
        var old = objects.Store.ControlledBy(ResourceKinds.ControllerRevisions, set.Uid).Where(r => !live.Contains(r.Labels.Text(HashLabel))).OrderBy(NumberOf).ToList();
        foreach (var revision in old.Take(Math.Max(0, old.Count - (int)(set.Root.Number("spec", "revisionHistoryLimit") ?? 10))))
        {
            objects.Delete(ResourceKinds.ControllerRevisions, set.Namespace, revision.Name, new DeleteOptions(Uid: revision.Uid));
        }
    }

    private string Make(StoredObject set, JsonObject data, long number)
    {
        for (var collisions = 0; ; collisions++)
        {
            var hash = Names.SafeHash(Names.Hash(Encoding.UTF8.GetBytes(data.ToJsonString(JsonAccess.Plain) + (collisions > 0 ? $"{collisions}" : ""))));
            if (objects.Store.Get(ResourceKinds.ControllerRevisions, set.Namespace, $"{set.Name}-{hash}") is not null)
            {
                continue;
            }

            var labels = set.Root.Object("spec", "template", "metadata", "labels")?.Copy() ?? [];
            labels[HashLabel] = hash;
            var metadata = new JsonObject { ["name"] = $"{set.Name}-{hash}", ["labels"] = labels, ["ownerReferences"] = new JsonArray(set.OwnerReference()) };
            if (set.Root.Object("metadata", "annotations") is { Count: > 0 } annotations)
            {
                metadata["annotations"] = annotations.Copy();
            }

            objects.Create(ResourceKinds.ControllerRevisions, set.Namespace, new JsonObject { ["metadata"] = metadata, ["data"] = data, ["revision"] = number }, Writer);
            return hash;
        }
    }

    private static long NumberOf(StoredObject revision) => revision.Root.Number("revision") ?? 0;
}
