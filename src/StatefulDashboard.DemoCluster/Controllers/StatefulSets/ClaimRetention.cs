using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.StatefulSets;

/// <summary>persistentVolumeClaimRetentionPolicy, which works through the owner references of claims (kubernetes stateful_set_utils.go).</summary>
internal sealed class ClaimRetention(ObjectApi objects)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    /// <summary>Whether every claim of the pod has the owners that the policy asks for; claims that are missing do not count.</summary>
    public bool Matches(StoredObject set, StoredObject pod) => ClaimsOf(set, pod).All(claim => Matches(claim, set, pod));

    public void Update(StoredObject set, StoredObject pod)
    {
        foreach (var claim in ClaimsOf(set, pod).Where(c => !Matches(c, set, pod)).ToArray())
        {
            objects.Modify(ResourceKinds.Claims, claim.Namespace, claim.Name, null, Writer, root =>
            {
                var references = root.Items("metadata", "ownerReferences").Where(r => !Names(r, set) && !Names(r, pod)).Select(r => r.Copy()).ToList();
                if (Owner(set, pod) is { } owner)
                {
                    references.Add(owner.OwnerReference());
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

    /// <summary>Whether a claim belongs to an earlier pod of this name and is about to go with it; claims that a scale-down keeps never are.</summary>
    public bool IsStale(StoredObject set, long ordinal)
        => DeletesWhenScaled(set) && SetFacts.ClaimNames(set.Root, ordinal)
            .Select(name => objects.Store.Get(ResourceKinds.Claims, set.Namespace, name)).OfType<StoredObject>()
            .Any(claim => claim.Root.Items("metadata", "ownerReferences").Any(r => r.Text("kind") == "Pod" && r.Text("name") == $"{set.Name}-{ordinal}"));

    private static bool DeletesWhenScaled(StoredObject set) => set.Root.Text("spec", "persistentVolumeClaimRetentionPolicy", "whenScaled") == "Delete";

    private static bool DeletesWhenDeleted(StoredObject set) => set.Root.Text("spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted") == "Delete";

    // whenScaled hands the claim of a condemned pod to that pod; whenDeleted hands all others to the set.
    private static StoredObject? Owner(StoredObject set, StoredObject pod)
        => DeletesWhenScaled(set) && !SetFacts.InRange(set.Root, SetFacts.OrdinalOf(set.Name, pod.Name)) ? pod
            : DeletesWhenDeleted(set) ? set : null;

    private static bool Matches(StoredObject claim, StoredObject set, StoredObject pod)
    {
        var references = claim.HasOwners ? claim.Root.Items("metadata", "ownerReferences").ToArray() : [];
        if ((DeletesWhenScaled(set) || DeletesWhenDeleted(set)) && references.Any(r => IsForeign(r, set, pod)))
        {
            // somebody else controls this claim: it is left alone
            return true;
        }

        var owner = Owner(set, pod);
        return new[] { set, pod }.All(o => Array.Find(references, r => r.Text("uid") == o.Uid) is { } mine ? o == owner && mine.Flag("controller") : o != owner);
    }

    private static bool IsForeign(JsonObject reference, StoredObject set, StoredObject pod)
        => Names(reference, set) ? reference.Text("uid") != set.Uid : Names(reference, pod) ? reference.Text("uid") != pod.Uid : reference.Flag("controller");

    private static bool Names(JsonObject reference, StoredObject o)
        => reference.Text("kind") == o.Kind.Kind && reference.Text("name") == o.Name && reference.Text("apiVersion") == o.Kind.ApiVersion;

    private IEnumerable<StoredObject> ClaimsOf(StoredObject set, StoredObject pod)
        => SetFacts.ClaimNames(set.Root, SetFacts.OrdinalOf(set.Name, pod.Name))
            .Select(name => objects.Store.Get(ResourceKinds.Claims, set.Namespace, name)).OfType<StoredObject>();
}
