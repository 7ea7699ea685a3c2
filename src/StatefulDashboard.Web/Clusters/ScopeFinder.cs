using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// Finds where an account without cluster-wide rights may read: of the namespaces that it may list, those in which it may list
/// StatefulSets; where it may not list namespaces, the one that its configuration names. Asks the API server and believes it
/// (SelfSubjectAccessReview, which every account may make).
/// </summary>
internal sealed class ScopeFinder(KubernetesClient client)
{
    /// <summary>More namespaces than this are not asked about one by one, and not watched one by one: eight streams each.</summary>
    public const int MostNamespaces = 100;

    private const int AskedAtOnce = 8;

    /// <summary>Whether StatefulSets may be listed in the whole cluster.</summary>
    /// <exception cref="KubernetesException">There was no answer.</exception>
    public Task<bool> MayReadAllAsync(CancellationToken cancellationToken) => MayListSetsAsync(null, cancellationToken);

    /// <summary>The namespaces that are allowed; the whole cluster where none is: then what is forbidden there is shown.</summary>
    /// <exception cref="KubernetesException">There was no answer.</exception>
    public async Task<ClusterScope> FindAsync(CancellationToken cancellationToken)
    {
        var (candidates, isCut) = await CandidatesAsync(cancellationToken);
        using var places = new SemaphoreSlim(AskedAtOnce);
        var allowed = await Task.WhenAll(candidates.Select(AskAsync));
        var found = candidates.Where((_, index) => allowed[index]).ToValueList();
        return found.Count == 0 ? ClusterScope.Whole : new(found, IsFound: true, isCut);

        async Task<bool> AskAsync(string namespaceName)
        {
            await places.WaitAsync(cancellationToken);
            try
            {
                return await MayListSetsAsync(namespaceName, cancellationToken);
            }
            finally
            {
                places.Release();
            }
        }
    }

    private async Task<(string[] Names, bool IsCut)> CandidatesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var list = await client.ListAsync(ResourceKinds.Namespaces, null, cancellationToken);
            string[] names = [.. (list.Items ?? []).Select(item => item.Metadata.Name).Order(StringComparer.Ordinal)];
            return (names[..Math.Min(names.Length, MostNamespaces)], names.Length > MostNamespaces);
        }
        catch (KubernetesApiException refused) when (refused.StatusCode == 403)
        {
            // as kubectl: a context that names no namespace means "default"
            return ([client.Endpoint.Namespace ?? "default"], false);
        }
    }

    private Task<bool> MayListSetsAsync(string? namespaceName, CancellationToken cancellationToken) =>
        client.MayAsync("list", ResourceKinds.StatefulSets, namespaceName, cancellationToken);
}
