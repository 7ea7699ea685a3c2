using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>Why a claim, or the pod that it is for, is not there: a refused creation leaves no object behind, only an Event of the set.</summary>
internal static class QuotaRules
{
    private const string Exceeded = "exceeded quota: ";

    /// <summary>What the set was told when it tried to make the claim last; null: nothing that is known.</summary>
    public static Statement? RefusalOfClaim(StatefulSetOverview set, string claim, StorageIndex index) =>
        Refusal(index.RefusalsOf(set).Select(said => said.Message), $"persistentvolumeclaims \"{claim}\" is forbidden: ", StatementCode.ClaimWhyQuota, StatementCode.ClaimWhyRefused, claim);

    /// <inheritdoc cref="RefusalOfClaim"/>
    public static Statement? RefusalOfPod(StatefulSetOverview set, string pod, StorageIndex index) =>
        Refusal(index.RefusalsOf(set).Select(said => said.Message), $"pods \"{pod}\" is forbidden: ", StatementCode.ClaimWhyPodQuota, StatementCode.ClaimWhyPodRefused, pod);

    /// <summary>The quotas that leave no room for a claim of this size and class now. Those that count only some objects are left out.</summary>
    public static IEnumerable<Statement> WithoutRoom(string namespaceName, string? requested, string? storageClass, StorageIndex index)
    {
        foreach (var quota in index.QuotasOf(namespaceName).Where(quota => !quota.Spec.IsScoped))
        {
            foreach (var (resource, wanted) in Demands(requested, storageClass))
            {
                if (Full(quota, resource, wanted) is { } full)
                {
                    yield return full;
                }
            }
        }
    }

    private static Statement? Full(ResourceQuota quota, string resource, string wanted) =>
        quota.Status.Hard.Get(resource) is { } hard && quota.Status.Used.Get(resource) is { } used
        && Quantity.ToBytes(hard) is { } most && Quantity.ToBytes(used) is { } taken && Quantity.ToBytes(wanted) is { } more && taken > most - more
            ? Statement.Of(StatementCode.ClaimWhyQuotaFull, quota.Metadata.Name, resource, used, hard, wanted)
            : null;

    private static IEnumerable<(string Resource, string Wanted)> Demands(string? requested, string? storageClass)
    {
        yield return ("persistentvolumeclaims", "1");
        yield return ("count/persistentvolumeclaims", "1");
        yield return ("requests.storage", requested ?? "0");
        if (storageClass is { Length: > 0 })
        {
            yield return ($"{storageClass}.storageclass.storage.k8s.io/requests.storage", requested ?? "0");
            yield return ($"{storageClass}.storageclass.storage.k8s.io/persistentvolumeclaims", "1");
        }
    }

    // "…: exceeded quota: team, requested: requests.storage=2Gi, used: …, limited: …": what the API server says, the set passes on as it is
    private static Statement? Refusal(IEnumerable<string> messages, string about, StatementCode byQuota, StatementCode otherwise, string name)
    {
        foreach (var message in messages)
        {
            var at = message.IndexOf(about, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            var why = message[(at + about.Length)..];
            var quota = why.StartsWith(Exceeded, StringComparison.Ordinal) ? why[Exceeded.Length..] : null;
            var comma = quota?.IndexOf(", ", StringComparison.Ordinal) ?? -1;
            return comma > 0 ? Statement.Of(byQuota, name, quota![..comma], quota[(comma + 2)..]) : Statement.Of(otherwise, name, why);
        }

        return null;
    }
}
