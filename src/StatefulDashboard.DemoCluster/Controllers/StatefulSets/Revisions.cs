using System.Text;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.StatefulSets;

/// <summary>ControllerRevisions of a set: made for a new template, reused with a new highest number for an old one, limited in number (kubernetes pkg/controller/history).</summary>
internal sealed class Revisions(ObjectApi objects)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    /// <summary>The revisions that belong to the set, lowest number first; orphans that match are adopted.</summary>
    public List<StoredObject> ListOf(StoredObject set)
    {
        List<StoredObject> own = [];
        var selector = LabelSelector.From(set.Root.Object("spec", "selector"));
        foreach (var revision in objects.Store.ControlledBy(ResourceKinds.ControllerRevisions, set.Uid).Concat(objects.Store.WithoutController(ResourceKinds.ControllerRevisions, set.Namespace)).ToArray())
        {
            if (revision.IsControlledBy(set.Uid))
            {
                own.Add(revision);
            }
            else if (revision.ControllerUid is null && !set.IsTerminating && selector.Matches(revision.Labels))
            {
                own.Add(objects.Modify(ResourceKinds.ControllerRevisions, set.Namespace, revision.Name, null, Writer, root =>
                {
                    root.Ensure("metadata")["ownerReferences"] = new JsonArray(set.OwnerReference());
                    return root;
                }));
            }
        }

        return [.. own.OrderBy(NumberOf).ThenBy(r => r.Root.Text("metadata", "creationTimestamp"), StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal)];
    }

    /// <summary>The revision that pods have now and the one that they shall get. The list is brought up to date.</summary>
    public (StoredObject Current, StoredObject Update, long Collisions) Find(StoredObject set, List<StoredObject> revisions)
    {
        var collisions = set.Root.Number("status", "collisionCount") ?? 0;
        var data = DataOf(set);
        var next = revisions.Count == 0 ? 1 : NumberOf(revisions[^1]) + 1;
        var equal = revisions.FindLast(r => r.Root["data"].SameAs(data));
        StoredObject update;
        if (equal is not null && ReferenceEquals(equal, revisions[^1]))
        {
            update = equal;
        }
        else if (equal is not null)
        {
            update = objects.Modify(ResourceKinds.ControllerRevisions, set.Namespace, equal.Name, null, Writer, root =>
            {
                root["revision"] = next;
                return root;
            });
            revisions.Remove(equal);
            revisions.Add(update);
        }
        else
        {
            update = Create(set, data, next, ref collisions);
            revisions.Add(update);
        }

        var current = revisions.Find(r => r.Name == set.Root.Text("status", "currentRevision")) ?? update;
        return (current, update, collisions);
    }

    /// <summary>Deletes the oldest revisions that no pod and no status needs, beyond revisionHistoryLimit.</summary>
    public void Truncate(StoredObject set, List<StoredObject> revisions, IEnumerable<StoredObject> pods, string current, string update)
    {
        var live = pods.Select(RevisionOf).Append(current).Append(update).ToHashSet();
        var history = revisions.Where(r => !live.Contains(r.Name)).ToList();
        foreach (var old in history.Take(Math.Max(0, history.Count - (int)(set.Root.Number("spec", "revisionHistoryLimit") ?? 10))))
        {
            objects.Delete(ResourceKinds.ControllerRevisions, set.Namespace, old.Name, new DeleteOptions());
        }
    }

    /// <summary>The set with the template of a revision.</summary>
    public static JsonObject Apply(StoredObject set, StoredObject revision)
    {
        var root = set.Root.Copy();
        var template = revision.Root.Object("data", "spec", "template")!.Copy();
        template.Remove("$patch");
        root.Ensure("spec")["template"] = template;
        return root;
    }

    public static string? RevisionOf(StoredObject pod) => pod.Labels.Text("controller-revision-hash");

    private static long NumberOf(StoredObject revision) => revision.Root.Number("revision") ?? 0;

    private static JsonObject DataOf(StoredObject set)
    {
        var template = set.Root.Object("spec", "template")!.Copy();
        template.Insert(0, "$patch", "replace");
        return new JsonObject { ["spec"] = new JsonObject { ["template"] = template } };
    }

    private StoredObject Create(StoredObject set, JsonObject data, long number, ref long collisions)
    {
        while (true)
        {
            var text = Canonical(data)!.ToJsonString(JsonAccess.Plain) + (collisions > 0 ? collisions.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
            var hash = Names.SafeHash(Names.Hash(Encoding.UTF8.GetBytes(text)));
            var name = $"{set.Name}-{hash}";
            if (objects.Store.Get(ResourceKinds.ControllerRevisions, set.Namespace, name) is { } there && !there.Root["data"].SameAs(data))
            {
                collisions++;
                continue;
            }

            var labels = set.Root.Object("spec", "template", "metadata", "labels")?.Copy() ?? [];
            labels["controller.kubernetes.io/hash"] = hash;
            var metadata = new JsonObject { ["name"] = name, ["labels"] = labels, ["ownerReferences"] = new JsonArray(set.OwnerReference()) };
            if (set.Root.Object("metadata", "annotations") is { Count: > 0 } annotations)
            {
                metadata["annotations"] = annotations.DeepClone();
            }

            return objects.Create(ResourceKinds.ControllerRevisions, set.Namespace,
                new JsonObject { ["metadata"] = metadata, ["data"] = data.DeepClone(), ["revision"] = number }, Writer);
        }
    }

    // The hash must not depend on the order in which a client sent the fields.
    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Key, Canonical(e.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Canonical)]),
        _ => node?.DeepClone(),
    };
}
