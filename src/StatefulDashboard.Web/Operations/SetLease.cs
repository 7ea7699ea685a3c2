using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Operations;

/// <summary>
/// One Lease for each set on which an operation is under way. Its label names the operation: there is one at a time. Its holder is the
/// dashboard that drives it. As in client-go a lease is over only when it was not renewed for its duration while we looked on: the
/// clocks of others do not count. It does not fence: every write carries preconditions besides.
/// </summary>
internal sealed class SetLease(NamespacedName set, string setUid, string operationId, string identity, OperationOptions options, TimeProvider time)
{
    private (string ResourceVersion, long SeenAt)? observed;

    public NamespacedName Name { get; } = new(set.Namespace, OperationRecord.NamePrefix + setUid);

    /// <summary>Takes it if it is free, ours, or over.</summary>
    /// <returns>False: somebody else holds it. Ask again after <see cref="OperationOptions.RetryPeriod"/>.</returns>
    /// <exception cref="KubernetesException">There was no answer.</exception>
    public async Task<bool> TryHoldAsync(KubernetesClient client, CancellationToken cancellationToken)
    {
        if (await ReadAsync(client, cancellationToken) is not { } lease)
        {
            return await client.CreateAsync(ResourceKinds.Leases, Name.Namespace, Body(), new WriteOptions(), cancellationToken) is WriteResult<Lease>.Applied;
        }

        var isOurs = lease.Spec.HolderIdentity == identity;
        if (lease.Metadata.Labels.Get(OperationRecord.IdLabel) != operationId || (!isOurs && lease.Spec.HolderIdentity.Length > 0 && !IsOver(lease)))
        {
            return false;
        }

        var spec = Spec(isOurs ? lease.Spec.LeaseTransitions : lease.Spec.LeaseTransitions + 1);
        if (isOurs)
        {
            spec.Remove("acquireTime");
        }

        return await WriteAsync(client, lease, spec, cancellationToken);
    }

    /// <summary>Whoever comes next need not wait; nothing happens when it is not ours any more.</summary>
    /// <exception cref="KubernetesException">There was no answer.</exception>
    public async Task ReleaseAsync(KubernetesClient client, CancellationToken cancellationToken)
    {
        if (await ReadAsync(client, cancellationToken) is { } lease && lease.Spec.HolderIdentity == identity)
        {
            await WriteAsync(client, lease, new JsonObject { ["holderIdentity"] = "", ["leaseDurationSeconds"] = 1 }, cancellationToken);
        }
    }

    /// <summary>The operation is over: the set is free for the next one.</summary>
    /// <exception cref="KubernetesException">There was no answer.</exception>
    public async Task RemoveAsync(KubernetesClient client, CancellationToken cancellationToken)
    {
        if (await ReadAsync(client, cancellationToken) is { } lease && lease.Metadata.Labels.Get(OperationRecord.IdLabel) == operationId)
        {
            var deletion = new DeleteOptions(lease.Metadata.Uid, lease.Metadata.ResourceVersion);
            await client.DeleteAsync(ResourceKinds.Leases, Name, deletion, cancellationToken);
        }
    }

    /// <summary>What is to be created at the beginning of an operation.</summary>
    public JsonObject Body() => new()
    {
        ["metadata"] = new JsonObject { ["name"] = Name.Name, ["labels"] = OperationRecord.Labels(operationId, "lease") },
        ["spec"] = Spec(0),
    };

    /// <summary>Makes the lease of an operation that is over, or that was never written, ours.</summary>
    public async Task<bool> TakeOverAsync(KubernetesClient client, Lease lease, CancellationToken cancellationToken)
    {
        var patch = Patch.Merge(new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [OperationRecord.IdLabel] = operationId } },
            ["spec"] = Spec(lease.Spec.LeaseTransitions + 1),
        }).Guarded(lease.Metadata.Uid, lease.Metadata.ResourceVersion);
        return await client.PatchAsync(ResourceKinds.Leases, Name, patch, new WriteOptions(), cancellationToken) is WriteResult<Lease>.Applied;
    }

    public async Task<Lease?> ReadAsync(KubernetesClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync(ResourceKinds.Leases, Name, cancellationToken);
        }
        catch (KubernetesApiException fault) when (fault.StatusCode == 404)
        {
            return null;
        }
    }

    private bool IsOver(Lease lease)
    {
        if (observed is not { } seen || seen.ResourceVersion != lease.Metadata.ResourceVersion)
        {
            observed = seen = (lease.Metadata.ResourceVersion, time.GetTimestamp());
        }

        return time.GetElapsedTime(seen.SeenAt) >= TimeSpan.FromSeconds(lease.Spec.LeaseDurationSeconds);
    }

    private async Task<bool> WriteAsync(KubernetesClient client, Lease lease, JsonObject spec, CancellationToken cancellationToken)
    {
        var patch = Patch.Merge(new JsonObject { ["spec"] = spec }).Guarded(lease.Metadata.Uid, lease.Metadata.ResourceVersion);
        return await client.PatchAsync(ResourceKinds.Leases, Name, patch, new WriteOptions(), cancellationToken) is WriteResult<Lease>.Applied;
    }

    private JsonObject Spec(int transitions)
    {
        var now = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        return new()
        {
            ["holderIdentity"] = identity,
            ["leaseDurationSeconds"] = Math.Max(1, (int)Math.Ceiling(options.LeaseDuration.TotalSeconds)),
            ["acquireTime"] = now,
            ["renewTime"] = now,
            ["leaseTransitions"] = transitions,
        };
    }
}
