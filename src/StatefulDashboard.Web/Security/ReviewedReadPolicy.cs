using System.Collections.Immutable;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Security;

/// <summary>
/// Asks the API server what a person may list (SubjectAccessReview, made by the dashboard's own account): first in the whole cluster,
/// then in each namespace only what is refused there. In a namespace whose sets may not be listed nothing else is asked or shown.
/// </summary>
public sealed class ReviewedReadPolicy(TimeProvider time) : IReadPolicy
{
    private const int AskedAtOnce = 8;

    /// <summary>Which every person who has signed in belongs to; the API server adds it when it authenticates, but not in a review.</summary>
    private const string Authenticated = "system:authenticated";

    private static readonly ResourceAttributes ConfigMaps = new("list", "", "configmaps");

    private static readonly (UnreadKinds Kind, ResourceAttributes List)[] Namespaced =
    [
        (UnreadKinds.StatefulSets, List(ResourceKinds.StatefulSets)),
        (UnreadKinds.Pods, List(ResourceKinds.Pods)),
        (UnreadKinds.PersistentVolumeClaims, List(ResourceKinds.PersistentVolumeClaims)),
        (UnreadKinds.Services, List(ResourceKinds.Services)),
        (UnreadKinds.EndpointSlices, List(ResourceKinds.EndpointSlices)),
        (UnreadKinds.ControllerRevisions, List(ResourceKinds.ControllerRevisions)),
        (UnreadKinds.PodDisruptionBudgets, List(ResourceKinds.PodDisruptionBudgets)),
        (UnreadKinds.HorizontalPodAutoscalers, List(ResourceKinds.HorizontalPodAutoscalers)),
        (UnreadKinds.Events, List(ResourceKinds.Events)),
        (UnreadKinds.Deployments, List(ResourceKinds.Deployments)),
        (UnreadKinds.DaemonSets, List(ResourceKinds.DaemonSets)),
    ];

    private static readonly (UnreadKinds Kind, ResourceAttributes List)[] Clusterwide =
    [
        (UnreadKinds.PersistentVolumes, List(ResourceKinds.PersistentVolumes)),
        (UnreadKinds.StorageClasses, List(ResourceKinds.StorageClasses)),
        (UnreadKinds.Nodes, List(ResourceKinds.Nodes)),
    ];

    public async ValueTask<ReadRights> OfAsync(Person person, ClusterConnection connection, IReadOnlyCollection<string> namespaces, CancellationToken cancellationToken)
    {
        if (person.IsNobody)
        {
            return ReadRights.Unknown("", "nobody has signed in", DateTimeOffset.MaxValue);
        }

        try
        {
            return await new Asking(person, connection, cancellationToken).OfAsync(namespaces);
        }
        catch (Exception fault) when (fault is KubernetesException or ObjectDisposedException)
        {
            return ReadRights.Unknown(person.Name, fault.Message, time.GetUtcNow() + AccessMemory.FaultRememberedFor);
        }
    }

    private static ResourceAttributes List<T>(ResourceKind<T> kind)
        where T : class, IKubernetesObject => new("list", kind.Group, kind.Plural);

    /// <summary>One round of questions.</summary>
    private sealed class Asking(Person person, ClusterConnection connection, CancellationToken cancellationToken)
    {
        private readonly string[] groups = [.. person.Groups.Append(Authenticated).Distinct(StringComparer.Ordinal)];
        private readonly Lock gate = new();
        private DateTimeOffset until = DateTimeOffset.MaxValue;

        public async Task<ReadRights> OfAsync(IReadOnlyCollection<string> namespaces)
        {
            var everywhere = UnreadAsync([.. Namespaced, .. Clusterwide], null);
            var operations = MayAsync(ConfigMaps);
            await Task.WhenAll(everywhere, operations);
            var (unread, seesOperations) = (await everywhere, await operations);
            (UnreadKinds Kind, ResourceAttributes List)[] refused = [.. Namespaced.Where(item => unread.HasFlag(item.Kind))];
            var found = ImmutableSortedDictionary.CreateBuilder<string, NamespaceRights>(StringComparer.Ordinal);
            if (refused.Length > 0 || !seesOperations)
            {
                await Parallel.ForEachAsync(namespaces, new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellationToken }, async (name, _) =>
                {
                    var rights = await InAsync(name, refused, seesOperations);
                    lock (gate)
                    {
                        found[name] = rights;
                    }
                });
            }

            return new(person.Name, unread, seesOperations, found.ToImmutable(), null, until);
        }

        private async Task<NamespaceRights> InAsync(string name, (UnreadKinds Kind, ResourceAttributes List)[] refused, bool seesOperations)
        {
            if (refused is [{ Kind: UnreadKinds.StatefulSets } sets, ..] && !await MayAsync(sets.List with { Namespace = name }))
            {
                return new(refused.Aggregate(UnreadKinds.None, (all, one) => all | one.Kind), SeesOperations: false);
            }

            var unread = UnreadAsync([.. refused.Where(item => item.Kind != UnreadKinds.StatefulSets)], name);
            return new(await unread, seesOperations || await MayAsync(ConfigMaps with { Namespace = name }));
        }

        private async Task<UnreadKinds> UnreadAsync((UnreadKinds Kind, ResourceAttributes List)[] kinds, string? name)
        {
            var answers = await Task.WhenAll(kinds.Select(item => MayAsync(item.List with { Namespace = name })));
            return kinds.Zip(answers).Where(pair => !pair.Second).Aggregate(UnreadKinds.None, (all, pair) => all | pair.First.Kind);
        }

        private async Task<bool> MayAsync(ResourceAttributes attributes)
        {
            var (allowed, good) = await connection.Access.AskAsync(
                person, isOwn: false, attributes, token => connection.Client.MayAsync(person.Name, groups, attributes, token), cancellationToken);
            lock (gate)
            {
                until = good < until ? good : until;
            }

            return allowed;
        }
    }
}
