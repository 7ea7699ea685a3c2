using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>Deletes what lost all its owners, and finishes foreground and orphan deletions (kubernetes pkg/controller/garbagecollector).</summary>
internal sealed class GarbageCollector(ObjectApi objects, DemoClock clock, ILogger logger) : Controller(objects, clock, logger)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");
    private readonly Dictionary<string, Dictionary<string, StoredObject>> dependents = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public override ResourceKind[] Watched => [.. ResourceKinds.All.Where(k => k != ResourceKinds.Events && k != ResourceKinds.Leases)];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var o = change.Object;
        lock (gate)
        {
            foreach (var uid in OwnersOf(change.Previous))
            {
                dependents.GetValueOrDefault(uid)?.Remove(KeyFor(o));
            }

            if (change.Type != ChangeType.Deleted)
            {
                foreach (var uid in OwnersOf(o))
                {
                    if (!dependents.TryGetValue(uid, out var known))
                    {
                        dependents[uid] = known = new Dictionary<string, StoredObject>(StringComparer.Ordinal);
                    }

                    known[KeyFor(o)] = o;
                }
            }

            List<string> keys = [];
            if (change.Type == ChangeType.Deleted)
            {
                keys.AddRange(DependentsOf(o.Uid).Select(KeyFor));
                // a dependent that is gone may be what its owner waits for
                keys.AddRange(o.Root.Items("metadata", "ownerReferences").Select(r => Find(o.Namespace, r)).OfType<StoredObject>().Where(w => w.IsTerminating).Select(KeyFor));
                dependents.Remove(o.Uid);
            }
            else if (OwnersOf(o).Any() || o.IsTerminating)
            {
                keys.Add(KeyFor(o));
            }

            return keys;
        }
    }

    protected override void Reconcile(string @namespace, string name)
    {
        var parts = name.Split('|');
        if (Array.Find(ResourceKinds.All, k => k.Plural == parts[0]) is not { } kind || Store.Get(kind, @namespace, parts[1]) is not { } o)
        {
            return;
        }

        var finalizers = o.Root.Texts("metadata", "finalizers").ToArray();
        if (o.IsTerminating && finalizers.Contains(Deletion.Orphan))
        {
            OrphanDependents(o);
        }
        else if (o.IsTerminating && finalizers.Contains(Deletion.Foreground))
        {
            Foreground(o);
        }
        else if (!o.IsTerminating)
        {
            Collect(o);
        }
    }

    private void Collect(StoredObject o)
    {
        var references = o.Root.Items("metadata", "ownerReferences").ToArray();
        if (references.Length == 0)
        {
            return;
        }

        var owners = references.Select(r => Find(o.Namespace, r)).ToArray();
        var waiting = owners.Any(w => w is { IsTerminating: true } && w.Root.Texts("metadata", "finalizers").Contains(Deletion.Foreground));
        if (owners.All(w => w is null || (waiting && w.IsTerminating)))
        {
            // what has dependents of its own goes in the foreground too, when its owner waits for it
            var policy = waiting && Snapshot(o.Uid).Count > 0 ? "Foreground" : "Background";
            Objects.Delete(o.Kind, o.Namespace, o.Name, new DeleteOptions(Propagation: policy, Uid: o.Uid));
        }
    }

    private void OrphanDependents(StoredObject owner)
    {
        foreach (var dependent in Snapshot(owner.Uid))
        {
            Objects.Modify(dependent.Kind, dependent.Namespace, dependent.Name, null, Writer, root =>
            {
                var rest = root.Items("metadata", "ownerReferences").Where(r => r.Text("uid") != owner.Uid).Select(r => (JsonNode?)r.Copy()).ToJsonArray();
                root.Ensure("metadata").Remove("ownerReferences");
                if (rest.Count > 0)
                {
                    root.Ensure("metadata")["ownerReferences"] = rest;
                }

                return root;
            });
        }

        RemoveFinalizer(owner, Deletion.Orphan);
    }

    private void Foreground(StoredObject owner)
    {
        var blocking = Snapshot(owner.Uid).Where(d => d.Root.Items("metadata", "ownerReferences").Any(r => r.Text("uid") == owner.Uid && r.Flag("blockOwnerDeletion"))).ToList();
        if (blocking.Count == 0)
        {
            RemoveFinalizer(owner, Deletion.Foreground);
            return;
        }

        foreach (var dependent in Snapshot(owner.Uid).Where(d => !d.IsTerminating))
        {
            Collect(dependent);
        }
    }

    private void RemoveFinalizer(StoredObject o, string finalizer)
        => Objects.Modify(o.Kind, o.Namespace, o.Name, null, Writer, root =>
        {
            var rest = root.Texts("metadata", "finalizers").Where(f => f != finalizer).ToJsonArray();
            root.Ensure("metadata").Remove("finalizers");
            if (rest.Count > 0)
            {
                root.Ensure("metadata")["finalizers"] = rest;
            }

            return root;
        });

    private List<StoredObject> Snapshot(string uid)
    {
        lock (gate)
        {
            // the index may lag behind the store: only what still is there and still names the owner counts
            return [.. DependentsOf(uid).Select(d => Store.Get(d.Kind, d.Namespace, d.Name)).OfType<StoredObject>().Where(d => OwnersOf(d).Contains(uid))];
        }
    }

    private IEnumerable<StoredObject> DependentsOf(string uid) => dependents.TryGetValue(uid, out var known) ? [.. known.Values] : [];

    private StoredObject? Find(string @namespace, JsonObject reference)
        => ResourceKinds.FindKind(reference.Text("apiVersion") ?? "", reference.Text("kind") ?? "") is { } kind
            && Store.Get(kind, kind.Namespaced ? @namespace : "", reference.Text("name") ?? "") is { } owner && owner.Uid == reference.Text("uid") ? owner : null;

    private static IEnumerable<string> OwnersOf(StoredObject? o)
        => o?.Root.Items("metadata", "ownerReferences").Select(r => r.Text("uid")).OfType<string>() ?? [];

    private static string KeyFor(StoredObject o) => $"{o.Namespace}/{o.Kind.Plural}|{o.Name}";
}
