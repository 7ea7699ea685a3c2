using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Operations;

/// <summary>Sends what an operation has decided on, in the name of its person. Every request carries the uid of its object.</summary>
internal sealed class StepSender(KubernetesClient client, TimeProvider time)
{
    private readonly GuardedWrites writes = new(client, time);

    /// <param name="set">The set as it was decided on; null once it is gone.</param>
    public async Task<StepOutcome> SendAsync(Operation operation, StatefulSetOverview? set, StepWrite write, CancellationToken cancellationToken) => write switch
    {
        StepWrite.StartRollout start => await PatchAsync(set!, RolloutPatches.Start((RolloutIntent)operation.Intent, set!, start.Partition), cancellationToken),
        StepWrite.SetPartition partition => await PatchAsync(set!, RolloutPatches.Partition(partition.Partition), cancellationToken),
        StepWrite.RestoreTemplate restore => await RestoreAsync(set!, restore.Revision, cancellationToken),
        StepWrite.RetainClaims => await PatchAsync(set!, Retain(), cancellationToken),
        StepWrite.SetReplicas replicas => await ScaleAsync(set!, replicas.Replicas, cancellationToken),
        StepWrite.UnbindClaim claim => await UnbindAsync(operation, claim, cancellationToken),
        StepWrite.CreateSnapshot snapshot => await SnapshotAsync(operation, snapshot, cancellationToken),
        StepWrite.DeleteSet deletion => await DeleteAsync(ResourceKinds.StatefulSets, operation.Name, new(operation.Uid, set?.ResourceVersion, Propagation: deletion.OrphanPods ? PropagationPolicy.Orphan : PropagationPolicy.Foreground), cancellationToken),
        StepWrite.DeleteClaim claim => await DeleteAsync(ResourceKinds.PersistentVolumeClaims, new(operation.Name.Namespace, claim.Name), new(claim.Uid), cancellationToken),
        _ => throw new NotSupportedException(write.GetType().Name),
    };

    private async Task<StepOutcome> PatchAsync(StatefulSetOverview set, Patch patch, CancellationToken cancellationToken)
    {
        var basis = new WriteBasis(set.Uid, set.ResourceVersion, set.Generation);
        var result = await writes.PatchAsync(ResourceKinds.StatefulSets, set.Name, patch, basis, new WriteOptions(), cancellationToken);
        return Outcome(result, "PATCH " + ResourceKinds.StatefulSets.ObjectPath(set.Name) + " " + patch, applied => applied.Metadata.Generation);
    }

    private async Task<StepOutcome> ScaleAsync(StatefulSetOverview set, int replicas, CancellationToken cancellationToken)
    {
        var basis = new WriteBasis(set.Uid, set.ResourceVersion, set.Generation);
        var result = await writes.ScaleAsync(set.Name, replicas, basis, dryRun: false, cancellationToken);
        // the answer has no generation; the write was carried out on this one, or not at all
        return Outcome(result, $"PATCH {ResourceKinds.StatefulSets.ObjectPath(set.Name)}/scale {{\"spec\":{{\"replicas\":{replicas}}}}}", _ => set.Generation + 1);
    }

    private async Task<StepOutcome> RestoreAsync(StatefulSetOverview set, string revision, CancellationToken cancellationToken)
    {
        JsonObject? whole;
        try
        {
            whole = await client.GetWholeAsync(ResourceKinds.ControllerRevisions, new(set.Name.Namespace, revision), cancellationToken);
        }
        catch (KubernetesException fault)
        {
            return new StepOutcome.Later(null, fault.Message);
        }

        // the data of a revision is a strategic merge patch that replaces the template: what kubectl rollout undo sends
        return whole?["data"] is JsonObject data
            ? await PatchAsync(set, Patch.StrategicMerge(data), cancellationToken)
            : new StepOutcome.Refused(Statement.Of(StatementCode.AbortRevisionGone, revision));
    }

    private async Task<StepOutcome> UnbindAsync(Operation operation, StepWrite.UnbindClaim claim, CancellationToken cancellationToken)
    {
        // by uid, so that an owner that was added meanwhile stays; strategic merge merges owner references by uid
        var patch = Patch.StrategicMerge(new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["ownerReferences"] = new JsonArray([.. claim.OwnerUids.Select(uid => new JsonObject { ["$patch"] = "delete", ["uid"] = uid })]),
            },
        }).Guarded(claim.Uid, null);
        var name = new NamespacedName(operation.Name.Namespace, claim.Name);
        var result = await client.PatchAsync(ResourceKinds.PersistentVolumeClaims, name, patch, new WriteOptions(), cancellationToken);
        return Outcome(result, "PATCH " + ResourceKinds.PersistentVolumeClaims.ObjectPath(name) + " " + patch, _ => null);
    }

    private async Task<StepOutcome> SnapshotAsync(Operation operation, StepWrite.CreateSnapshot snapshot, CancellationToken cancellationToken)
    {
        var body = SnapshotBody(operation.Id, snapshot.Claim, snapshot.Snapshot, snapshot.SnapshotClass);
        var result = await writes.CreateAsync(ResourceKinds.VolumeSnapshots, operation.Name.Namespace, body, new WriteOptions(), cancellationToken);
        return Outcome(result, "POST " + ResourceKinds.VolumeSnapshots.CollectionPath(operation.Name.Namespace) + " " + body.ToJsonString(), _ => null);
    }

    /// <summary>The VolumeSnapshot to be created; without a class the server takes its default one.</summary>
    public static JsonObject SnapshotBody(string operationId, string claim, string name, string? snapshotClass)
    {
        var spec = new JsonObject { ["source"] = new JsonObject { ["persistentVolumeClaimName"] = claim } };
        if (snapshotClass is not null)
        {
            spec["volumeSnapshotClassName"] = snapshotClass;
        }

        return new()
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = OperationRecord.Labels(operationId, "snapshot") },
            ["spec"] = spec,
        };
    }

    private async Task<StepOutcome> DeleteAsync<T>(ResourceKind<T> kind, NamespacedName name, DeleteOptions deletion, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        var result = await writes.DeleteAsync(kind, name, deletion, cancellationToken);
        return result is WriteResult<Deletion>.Refused { Status: { Code: 404, Reason: "NotFound" } }
            ? new StepOutcome.Stale()
            : Outcome(result, $"DELETE {kind.ObjectPath(name)} {{\"preconditions\":{{\"uid\":\"{deletion.Uid}\"}},\"propagationPolicy\":\"{deletion.Propagation}\"}}", _ => null);
    }

    private static Patch Retain() => Patch.Merge(new JsonObject
    {
        ["spec"] = new JsonObject { ["persistentVolumeClaimRetentionPolicy"] = new JsonObject { ["whenDeleted"] = "Retain", ["whenScaled"] = "Retain" } },
    });

    private static StepOutcome Outcome<T>(WriteResult<T> result, string request, Func<T, long?> generation) => result switch
    {
        WriteResult<T>.Applied applied => new StepOutcome.Applied(request, generation(applied.Object)),
        WriteResult<T>.Conflict => new StepOutcome.Stale(),
        WriteResult<T>.Throttled throttled => new StepOutcome.Later(throttled.RetryAfter, "429"),
        WriteResult<T>.Refused { Status.Code: 401 or 403 } refused => new StepOutcome.Refused(Statement.Of(StatementCode.OperationForbidden, refused.Status.Message)),
        WriteResult<T>.Refused refused => new StepOutcome.Refused(Statement.Of(StatementCode.OperationRefused, refused.Status.Message)),
        // whether it was done or not: the next decision reads the objects, and every step may be sent twice
        WriteResult<T>.Failed failed => new StepOutcome.Later(null, failed.Message),
        _ => new StepOutcome.Refused(Statement.Of(StatementCode.OperationRefused, result.GetType().Name)),
    };
}
