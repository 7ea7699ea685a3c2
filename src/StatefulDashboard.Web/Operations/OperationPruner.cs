using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Operations;

/// <summary>Operations that are over are the audit trail of a namespace: it is kept for a time and up to a number, so that it cannot grow for ever.</summary>
internal static class OperationPruner
{
    /// <summary>Those that are kept no longer, the oldest first. One that is under way is never among them.</summary>
    public static IReadOnlyList<Operation> TooOld(IEnumerable<Operation> operations, OperationOptions options, DateTimeOffset now)
    {
        Operation[] over = [.. operations.Where(operation => operation.IsOver).OrderByDescending(operation => operation.EndedAt ?? operation.StartedAt)];
        return [.. over.Where((operation, index) => index >= options.KeptInNamespace || (operation.EndedAt ?? operation.StartedAt) + options.KeptFor < now).Reverse()];
    }

    /// <summary>Removes record and receipt of each. What cannot be removed now is removed when the next operation ends.</summary>
    public static async Task RemoveAsync(KubernetesClient client, IEnumerable<Operation> operations, CancellationToken cancellationToken)
    {
        foreach (var operation in operations)
        {
            // the receipt first: a record without one says so, a receipt without a record would never be found again
            await client.DeleteAsync(ResourceKinds.Operations, Receipts.NameOf(operation), new DeleteOptions(), cancellationToken);
            await client.DeleteAsync(ResourceKinds.Operations, OperationRecord.NameOf(operation), new DeleteOptions(), cancellationToken);
        }
    }
}
