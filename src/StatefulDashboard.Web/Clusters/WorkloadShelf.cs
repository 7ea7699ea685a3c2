using System.Collections.Immutable;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Workloads;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// What holds state beside the sets: judges a Deployment or a DaemonSet anew when it, a claim that it mounts or a Service that may
/// select it has changed, and keeps those that hold some. One thread at a time.
/// </summary>
internal sealed class WorkloadShelf
{
    private readonly Dictionary<NamespacedName, Deployment> deployments = [];
    private readonly Dictionary<NamespacedName, DaemonSet> daemonSets = [];
    private readonly Dictionary<NamespacedName, PersistentVolumeClaim> claims = [];
    private readonly GroupedIndex<Deployment> deploymentsOfClaim = new();
    private readonly GroupedIndex<DaemonSet> daemonSetsOfClaim = new();
    private readonly GroupedIndex<Deployment> deploymentsIn = new(); // by namespace
    private readonly GroupedIndex<Service> affinities = new(); // by namespace; few have one
    private readonly HashSet<WorkloadName> touched = [];
    private UnreadTable unread = UnreadTable.None;

    public ImmutableSortedDictionary<WorkloadName, StatefulWorkload> Present { get; private set; } = ImmutableSortedDictionary<WorkloadName, StatefulWorkload>.Empty;

    public void Apply(ResourceChange<Deployment> change)
    {
        Put(deployments, change.Name, change.After);
        deploymentsIn.Move(change, deployment => [Space(deployment.Metadata.Namespace)]);
        deploymentsOfClaim.Move(change, deployment => ClaimsOf(deployment.Metadata, deployment.Spec.Template));
        touched.Add(new(change.Name, WorkloadKind.Deployment));
    }

    public void Apply(ResourceChange<DaemonSet> change)
    {
        Put(daemonSets, change.Name, change.After);
        daemonSetsOfClaim.Move(change, daemonSet => ClaimsOf(daemonSet.Metadata, daemonSet.Spec.Template));
        touched.Add(new(change.Name, WorkloadKind.DaemonSet));
    }

    public void Apply(ResourceChange<PersistentVolumeClaim> change)
    {
        Put(claims, change.Name, change.After);
        touched.UnionWith(deploymentsOfClaim.In(change.Name).Select(deployment => new WorkloadName(deployment.Metadata.Key, WorkloadKind.Deployment)));
        touched.UnionWith(daemonSetsOfClaim.In(change.Name).Select(daemonSet => new WorkloadName(daemonSet.Metadata.Key, WorkloadKind.DaemonSet)));
    }

    public void Apply(ResourceChange<Service> change)
    {
        if (HasAffinity(change.Before) || HasAffinity(change.After))
        {
            affinities.Move(change, service => HasAffinity(service) ? [Space(service.Metadata.Namespace)] : []);
            touched.UnionWith(deploymentsIn.In(Space(change.Name.Namespace)).Select(deployment => new WorkloadName(deployment.Metadata.Key, WorkloadKind.Deployment)));
        }

        static bool HasAffinity(Service? service) => service?.Spec.SessionAffinity == "ClientIP";
    }

    /// <summary>Judges what was touched. True when something of <see cref="Present"/> really changed.</summary>
    /// <param name="now">What may not be read where; where that differs from before, all are judged anew.</param>
    public bool Project(UnreadTable now)
    {
        if (!unread.Equals(now))
        {
            unread = now;
            touched.UnionWith(deployments.Keys.Select(name => new WorkloadName(name, WorkloadKind.Deployment)));
            touched.UnionWith(daemonSets.Keys.Select(name => new WorkloadName(name, WorkloadKind.DaemonSet)));
        }

        var before = Present;
        foreach (var name in touched)
        {
            Present = Of(name) is not { } workload ? Present.Remove(name)
                : Present.TryGetValue(name, out var old) && old.Equals(workload) ? Present
                : Present.SetItem(name, workload);
        }

        touched.Clear();
        return !ReferenceEquals(before, Present);
    }

    private StatefulWorkload? Of(WorkloadName key)
    {
        var kinds = unread.In(key.Name.Namespace);
        return key.Kind == WorkloadKind.Deployment
            ? deployments.TryGetValue(key.Name, out var deployment) && !kinds.HasFlag(UnreadKinds.Deployments)
                ? StatefulWorkload.From(deployment, Claim, affinities.In(Space(key.Name.Namespace)), kinds) : null
            : daemonSets.TryGetValue(key.Name, out var daemonSet) && !kinds.HasFlag(UnreadKinds.DaemonSets)
                ? StatefulWorkload.From(daemonSet, Claim, kinds) : null;

        PersistentVolumeClaim? Claim(string name) => claims.GetValueOrDefault(new(key.Name.Namespace, name));
    }

    private static IEnumerable<NamespacedName> ClaimsOf(ObjectMeta metadata, VolumeTemplate template) => template.Spec.Volumes
        .Where(volume => volume.PersistentVolumeClaim is not null)
        .Select(volume => new NamespacedName(metadata.Namespace, volume.PersistentVolumeClaim!.ClaimName));

    private static NamespacedName Space(string name) => new("", name);

    private static void Put<T>(Dictionary<NamespacedName, T> map, NamespacedName name, T? value)
        where T : class
    {
        if (value is null)
        {
            map.Remove(name);
        }
        else
        {
            map[name] = value;
        }
    }
}
