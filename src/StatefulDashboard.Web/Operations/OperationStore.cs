using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Operations;

/// <summary>An operation with the version of the ConfigMap that it was read from.</summary>
public sealed record StoredOperation(Operation Operation, string Uid, string ResourceVersion);

/// <summary>Reads and writes the records of operations. A write that rests on an older version changes nothing.</summary>
public sealed class OperationStore(OperationSeal seal, TimeProvider time)
{
    public OperationSeal Seal => seal;

    /// <summary>
    /// What a ConfigMap holds; null where it is no operation that this version can read. One that no dashboard of ours has written is
    /// paused, whatever it says of itself: a person must look at it and resume it in their own name.
    /// </summary>
    /// <param name="fault">Why it cannot be read.</param>
    public Operation? Read(ConfigMap map, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (OperationRecord.Read(map, out fault) is not { } operation)
        {
            return null;
        }

        var isOurs = seal.Fits(map.Metadata.Key, map.Data.Get(OperationRecord.DataKey)!, map.Data.Get(OperationRecord.SealKey));
        return isOurs || operation.IsOver ? operation
            : operation with { State = OperationState.Paused, Reason = Statement.Of(StatementCode.OperationUnsealed, operation.StartedBy) };
    }

    /// <returns>Null when there is none that can be read.</returns>
    /// <exception cref="KubernetesException">There was no answer.</exception>
    public async Task<StoredOperation?> ReadAsync(KubernetesClient client, NamespacedName key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        try
        {
            var map = await client.GetAsync(ResourceKinds.Operations, new(key.Namespace, OperationRecord.NamePrefix + key.Name), cancellationToken);
            return Read(map, out _) is { } operation ? new(operation, map.Metadata.Uid, map.Metadata.ResourceVersion) : null;
        }
        catch (KubernetesApiException fault) when (fault.StatusCode == 404)
        {
            return null;
        }
    }

    public Task<WriteResult<ConfigMap>> CreateAsync(KubernetesClient client, Operation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = OperationRecord.NameOf(operation).Name, ["labels"] = OperationRecord.Labels(operation.Id, "operation") },
            ["data"] = Data(operation),
        };
        return new GuardedWrites(client, time).CreateAsync(ResourceKinds.Operations, operation.Name.Namespace, body, new WriteOptions(), cancellationToken);
    }

    /// <summary>A conflict when somebody else has written it since.</summary>
    public async Task<WriteResult<ConfigMap>> UpdateAsync(KubernetesClient client, StoredOperation before, Operation after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        var patch = Patch.Merge(new JsonObject { ["data"] = Data(after) });
        // a ConfigMap has no generation, so a conflict is never tried again: the record is read and decided anew
        var basis = new WriteBasis(before.Uid, before.ResourceVersion, Generation: 0);
        return await new GuardedWrites(client, time).PatchAsync(ResourceKinds.Operations, OperationRecord.NameOf(after), patch, basis, new WriteOptions(), cancellationToken);
    }

    private JsonObject Data(Operation operation)
    {
        var record = OperationRecord.Write(operation);
        return new() { [OperationRecord.DataKey] = record, [OperationRecord.SealKey] = seal.Of(OperationRecord.NameOf(operation), record) };
    }
}
