using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.StatefulSets;

/// <summary>persistentVolumeClaimRetentionPolicy, which works through the owner references of claims (kubernetes stateful_set_utils.go).</summary>
internal sealed class ClaimRetention(ObjectApi objects)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    /// <summary>Whether every claim of the pod has the owners that the policy asks for; claims that are missing do not count.</summary>
    public bool Matches(StoredObject set, StoredObject pod)
        => ClaimsOf(set, pod).All(claim => Wanted(set, pod).All(w => Has(claim, w.Owner) == w.Wanted));

    public void Update(StoredObject set, StoredObject pod)
    {
        foreach (var claim in ClaimsOf(set, pod).ToArray())
        {
            var wanted = Wanted(set, pod);
            if (wanted.All(w => Has(claim, w.Owner) == w.Wanted))
            {
                continue;
            }

            objects.Modify(ResourceKinds.Claims, claim.Namespace, claim.Name, null, Writer, root =>
            {
                var references = root.Items("metadata", "ownerReferences").Select(r => r.Copy()).ToList();
                foreach (var (owner, isWanted) in wanted)
                {
                    references.RemoveAll(r => r.Text("uid") == owner.Uid);
                    if (isWanted)
                    {
                        references.Add(owner.OwnerReference());
                    }
                }

                root.Ensure("metadata").Remove("ownerReferences");
                if (references.Count > 0)
                {
                    root.Ensure("metadata")["ownerReferences"] = references.ToJsonArray();
                }

                return root;
            });
        }
    }

    /// <summary>Whether a claim belongs to an earlier pod of this name and is about to go with it.</summary>
    public bool IsStale(StoredObject set, string @namespace, long ordinal)
        => SetFacts.ClaimNames(set.Root, ordinal)
            .Select(name => objects.Store.Get(ResourceKinds.Claims, @namespace, name))
            .Any(claim => claim is not null && claim.Root.Items("metadata", "ownerReferences").Any(r => r.Text("kind") == "Pod"
                && objects.Store.Get(ResourceKinds.Pods, @namespace, r.Text("name")!)?.Uid != r.Text("uid")));

    private static (StoredObject Owner, bool Wanted)[] Wanted(StoredObject set, StoredObject pod)
    {
        var scaled = set.Root.Text("spec", "persistentVolumeClaimRetentionPolicy", "whenScaled") == "Delete";
        var deleted = set.Root.Text("spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted") == "Delete";
        var condemned = !SetFacts.InRange(set.Root, SetFacts.OrdinalOf(set.Name, pod.Name));
        return [(set, deleted && !(scaled && condemned)), (pod, scaled && condemned)];
    }

    private static bool Has(StoredObject claim, StoredObject owner) => claim.Root.Items("metadata", "ownerReferences").Any(r => r.Text("uid") == owner.Uid);

    private IEnumerable<StoredObject> ClaimsOf(StoredObject set, StoredObject pod)
        => SetFacts.ClaimNames(set.Root, SetFacts.OrdinalOf(set.Name, pod.Name))
            .Select(name => objects.Store.Get(ResourceKinds.Claims, set.Namespace, name)).OfType<StoredObject>();
}
