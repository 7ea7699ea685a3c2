using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Operations;

/// <summary>An operation with the version of the ConfigMap that it was read from.</summary>
public sealed record StoredOperation(Operation Operation, string Uid, string ResourceVersion);

/// <summary>Reads and writes the records of operations. A write that rests on an older version changes nothing.</summary>
internal sealed class OperationStore(TimeProvider time)
{
    /// <returns>Null when there is none that can be read.</returns>
    /// <exception cref="KubernetesException">There was no answer.</exception>
    public static async Task<StoredOperation?> ReadAsync(KubernetesClient client, NamespacedName key, CancellationToken cancellationToken)
    {
        try
        {
            var map = await client.GetAsync(ResourceKinds.Operations, new(key.Namespace, OperationRecord.NamePrefix + key.Name), cancellationToken);
            return OperationRecord.Read(map, out _) is { } operation ? new(operation, map.Metadata.Uid, map.Metadata.ResourceVersion) : null;
        }
        catch (KubernetesApiException fault) when (fault.StatusCode == 404)
        {
            return null;
        }
    }

    public Task<WriteResult<ConfigMap>> CreateAsync(KubernetesClient client, Operation operation, CancellationToken cancellationToken) =>
        new GuardedWrites(client, time).CreateAsync(ResourceKinds.Operations, operation.Name.Namespace, OperationRecord.Body(operation), new WriteOptions(), cancellationToken);

    /// <summary>A conflict when somebody else has written it since.</summary>
    public async Task<WriteResult<ConfigMap>> UpdateAsync(KubernetesClient client, StoredOperation before, Operation after, CancellationToken cancellationToken)
    {
        var patch = Patch.Merge(new JsonObject { ["data"] = new JsonObject { [OperationRecord.DataKey] = OperationRecord.Write(after) } });
        // a ConfigMap has no generation, so a conflict is never tried again: the record is read and decided anew
        var basis = new WriteBasis(before.Uid, before.ResourceVersion, Generation: 0);
        return await new GuardedWrites(client, time).PatchAsync(ResourceKinds.Operations, OperationRecord.NameOf(after), patch, basis, new WriteOptions(), cancellationToken);
    }
}
