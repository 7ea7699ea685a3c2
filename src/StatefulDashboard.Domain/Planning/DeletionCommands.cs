using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>A deletion as kubectl commands and as API requests.</summary>
internal static class DeletionCommands
{
    private static readonly PatchBody Retain = new(
        PatchBody.Merge, """{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenDeleted":"Retain","whenScaled":"Retain"}}}""");

    public static ValueList<string> Kubectl(StatefulSetOverview set, DeletionIntent intent, DeletionChanges changes)
    {
        var kubectl = new KubectlText(set.Name);
        List<string> lines = [];
        if (changes.Retains)
        {
            lines.Add(kubectl.Patch(Retain));
        }

        lines.AddRange(changes.Bound.Select(pair => kubectl.PatchClaim(pair.Claim.Name, Unbind(set, pair.Slot, pair.Claim))));
        AddStops(set, changes, kubectl, lines);
        foreach (var claim in changes.Snapshots)
        {
            lines.Add(kubectl.Create(Snapshot(set, claim, intent.SnapshotClass)));
            lines.Add(KubectlText.Comment($"go on when the snapshot of {claim} is readyToUse"));
        }

        lines.Add(kubectl.DeleteSet(changes.Orphans ? "orphan" : "foreground"));
        lines.AddRange(changes.Deletions.Select(claim => kubectl.Delete("persistentvolumeclaim", claim)));
        return lines.ToValueList();
    }

    public static ValueList<PlannedRequest> Requests(StatefulSetOverview set, DeletionIntent intent, DeletionChanges changes)
    {
        List<PlannedRequest> requests = [];
        if (changes.Retains)
        {
            requests.Add(Retain.RequestFor(set.Name, set.Uid, set.ResourceVersion));
        }

        requests.AddRange(changes.Bound.Select(pair => new PlannedRequest(
            "PATCH", ClaimPath(set, pair.Claim.Name), Unbind(set, pair.Slot, pair.Claim).Json, PatchBody.StrategicMerge)));
        requests.AddRange(Scales(set, changes).Select(replicas => Scale(set, replicas)));
        requests.AddRange(changes.Snapshots.Select(claim => new PlannedRequest(
            "POST", $"/apis/snapshot.storage.k8s.io/v1/namespaces/{set.Name.Namespace}/volumesnapshots", Snapshot(set, claim, intent.SnapshotClass))));
        requests.Add(new("DELETE", ResourceKinds.StatefulSets.ObjectPath(set.Name), new JsonObject
        {
            ["kind"] = "DeleteOptions",
            ["apiVersion"] = "v1",
            ["preconditions"] = new JsonObject { ["uid"] = set.Uid },
            ["propagationPolicy"] = changes.Orphans ? "Orphan" : "Foreground",
        }.ToJsonString()));
        requests.AddRange(changes.Deletions.Select(claim => new PlannedRequest("DELETE", ClaimPath(set, claim), """{"kind":"DeleteOptions","apiVersion":"v1"}""")));
        return requests.ToValueList();
    }

    private static void AddStops(StatefulSetOverview set, DeletionChanges changes, KubectlText kubectl, List<string> lines)
    {
        if (changes.Orphans)
        {
            return;
        }

        var scales = Scales(set, changes).ToArray();
        foreach (var replicas in scales)
        {
            lines.Add(kubectl.Scale(replicas));
            if (scales.Length > 1)
            {
                lines.AddRange(changes.Stopped.Where(slot => slot.Ordinal - set.Start == replicas).Select(slot => kubectl.WaitGone("pod", slot.PodName)));
            }
        }

        if (scales.Length <= 1)
        {
            lines.AddRange(changes.Stopped.Select(slot => kubectl.WaitGone("pod", slot.PodName)));
        }
    }

    /// <summary>OrderedReady keeps its order by itself; Parallel is led down one by one.</summary>
    private static IEnumerable<int> Scales(StatefulSetOverview set, DeletionChanges changes) =>
        changes.Orphans || set.Replicas == 0 ? []
        : set.IsOrdered ? [0]
        : changes.Stopped.Select(slot => slot.Ordinal - set.Start).Where(position => position >= 0 && position < set.Replicas).Append(0).Distinct();

    private static PlannedRequest Scale(StatefulSetOverview set, int replicas) => new(
        "PATCH", ResourceKinds.StatefulSets.ObjectPath(set.Name) + "/scale",
        new JsonObject { ["metadata"] = new JsonObject { ["uid"] = set.Uid }, ["spec"] = new JsonObject { ["replicas"] = replicas } }.ToJsonString(), PatchBody.Merge);

    // owner references are merged by their uid: those of others stay
    private static PatchBody Unbind(StatefulSetOverview set, OrdinalSlot slot, ClaimBinding claim)
    {
        var owners = new[] { ("StatefulSet", set.Uid), ("Pod", slot.PodUid) }
            .Where(owner => ClaimFate.IsOwnedBy(claim, owner.Item1) && owner.Item2.Length > 0)
            .Select(owner => (JsonNode)new JsonObject { ["$patch"] = "delete", ["uid"] = owner.Item2 });
        return new(PatchBody.StrategicMerge, new JsonObject { ["metadata"] = new JsonObject { ["ownerReferences"] = new JsonArray([.. owners]) } }.ToJsonString());
    }

    private static string ClaimPath(StatefulSetOverview set, string claim) =>
        ResourceKinds.PersistentVolumeClaims.ObjectPath(new(set.Name.Namespace, claim));

    private static string Snapshot(StatefulSetOverview set, string claim, string? snapshotClass)
    {
        var spec = new JsonObject { ["source"] = new JsonObject { ["persistentVolumeClaimName"] = claim } };
        if (snapshotClass is not null)
        {
            spec["volumeSnapshotClassName"] = snapshotClass;
        }

        return new JsonObject
        {
            ["apiVersion"] = "snapshot.storage.k8s.io/v1",
            ["kind"] = "VolumeSnapshot",
            ["metadata"] = new JsonObject { ["generateName"] = claim + "-", ["namespace"] = set.Name.Namespace },
            ["spec"] = spec,
        }.ToJsonString();
    }
}
