using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// Joins the kinds: finds in constant time what belongs to a set, and which sets a change touches. One thread at a time.
/// </summary>
public sealed class ClusterIndex
{
    private readonly Dictionary<NamespacedName, StatefulSet> sets = [];
    private readonly Dictionary<NamespacedName, Service> services = [];
    private readonly Dictionary<string, PersistentVolume> volumes = [];
    private readonly Dictionary<string, StorageClass> classes = [];
    private readonly Dictionary<string, Node> nodes = [];
    private readonly GroupedIndex<Pod> pods = new(); // by the set that the pod's name speaks of
    private readonly GroupedIndex<PersistentVolumeClaim> claims = new(); // by each set that the claim's name could speak of
    private readonly GroupedIndex<EndpointSlice> slices = new(); // by Service
    private readonly GroupedIndex<StatefulSet> setsOfService = new(); // by governing Service
    private readonly GroupedIndex<ControllerRevision> revisions = new(); // by the set that controls it
    private readonly GroupedIndex<Pod> podsOfNode = new(); // by node
    private readonly TemplateIndex templates = new();
    private readonly SelectorIndex<PodDisruptionBudget> budgets = new(budget => budget.Spec.Selector);
    private readonly SelectorIndex<Service> selecting = new(SelectorOf);
    private readonly GroupedIndex<HorizontalPodAutoscaler> autoscalers = new(); // by the set that it scales
    private readonly FailureIndex failures = new();
    private readonly HashSet<NamespacedName> touched = [];

    public IReadOnlyCollection<NamespacedName> SetNames => sets.Keys;

    /// <summary>The names of sets that changes have touched since the last call, whether they are (still) there or not.</summary>
    public HashSet<NamespacedName> TakeTouched()
    {
        HashSet<NamespacedName> taken = [.. touched];
        touched.Clear();
        return taken;
    }

    /// <summary>All sets count as touched: something that they have in common has changed.</summary>
    public void TouchAll() => touched.UnionWith(sets.Keys);

    public StatefulSetSnapshot? Snapshot(NamespacedName name, UnreadKinds unread = UnreadKinds.None)
    {
        if (!sets.TryGetValue(name, out var set))
        {
            return null;
        }

        var service = new NamespacedName(name.Namespace, set.Spec.ServiceName);
        var labels = set.Spec.Template.Metadata.Labels;
        Pod[] own = [.. pods.In(name).Where(pod => BelongsTo(pod, set))];
        return new(
            set,
            own,
            [.. claims.In(name)],
            volume => volumes.GetValueOrDefault(volume),
            storageClass => classes.GetValueOrDefault(storageClass),
            services.GetValueOrDefault(service),
            [.. slices.In(service)],
            node => nodes.GetValueOrDefault(node),
            [.. revisions.In(name).Where(revision => revision.Metadata.Controller?.Uid == set.Metadata.Uid)],
            unread)
        {
            Budgets = budgets.Matching(name.Namespace, labels, own),
            Autoscalers = [.. autoscalers.In(name)],
            Services = selecting.Matching(name.Namespace, labels, own),
            Failures = failures.Of(set),
        };
    }

    public void Apply(ResourceChange<StatefulSet> change)
    {
        templates.Apply(change);
        setsOfService.Move(change, set => [new(set.Metadata.Namespace, set.Spec.ServiceName)]);
        Put(sets, change.Name, change.After);
        touched.Add(change.Name);
    }

    public void Apply(ResourceChange<Event> change) => Touch(failures.Apply(change, name => pods.In(name)));

    public void Apply(ResourceChange<Pod> change)
    {
        failures.Made(change.After);
        pods.Move(change, pod => SetOf(pod.Metadata));
        podsOfNode.Move(change, pod => [new("", pod.Spec.NodeName)]);
        Touch(SetOf((change.After ?? change.Before!).Metadata));
    }

    public void Apply(ResourceChange<PersistentVolumeClaim> change)
    {
        claims.Move(change, claim => SetsOfClaim(claim.Metadata.Namespace, claim.Metadata.Name));
        Touch(SetsOfClaim(change.Name.Namespace, change.Name.Name));
    }

    public void Apply(ResourceChange<PersistentVolume> change)
    {
        Put(volumes, change.Name.Name, change.After);
        foreach (var claim in new[] { change.Before?.Spec.ClaimRef, change.After?.Spec.ClaimRef })
        {
            if (claim is not null)
            {
                Touch(SetsOfClaim(claim.Namespace, claim.Name));
            }
        }
    }

    public void Apply(ResourceChange<StorageClass> change)
    {
        Put(classes, change.Name.Name, change.After);
        Touch(sets.Keys);
    }

    public void Apply(ResourceChange<Service> change)
    {
        Put(services, change.Name, change.After);
        selecting.Apply(change);
        Touch(setsOfService.In(change.Name).Select(set => set.Metadata.Key));
        TouchSelected(change, SelectorOf);
    }

    public void Apply(ResourceChange<PodDisruptionBudget> change)
    {
        budgets.Apply(change);
        TouchSelected(change, budget => budget.Spec.Selector);
    }

    public void Apply(ResourceChange<HorizontalPodAutoscaler> change)
    {
        autoscalers.Move(change, SetOf);
        Touch(SetOf(change.Before));
        Touch(SetOf(change.After));
        static NamespacedName[] SetOf(HorizontalPodAutoscaler? autoscaler) => autoscaler?.StatefulSet is { } set ? [set] : [];
    }

    public void Apply(ResourceChange<EndpointSlice> change)
    {
        slices.Move(change, slice => slice.Service is { } service ? [service] : []);
        foreach (var slice in new[] { change.Before, change.After })
        {
            if (slice?.Service is { } service)
            {
                Touch(setsOfService.In(service).Select(set => set.Metadata.Key));
            }
        }
    }

    public void Apply(ResourceChange<ControllerRevision> change)
    {
        revisions.Move(change, SetOf);
        Touch(SetOf(change.After ?? change.Before!));
        static NamespacedName[] SetOf(ControllerRevision revision) =>
            revision.Metadata.Controller is { Kind: "StatefulSet" } owner ? [new(revision.Metadata.Namespace, owner.Name)] : [];
    }

    public void Apply(ResourceChange<Node> change)
    {
        Put(nodes, change.Name.Name, change.After);
        if (change.Before?.Zone != change.After?.Zone)
        {
            Touch(podsOfNode.In(change.Name).SelectMany(pod => SetOf(pod.Metadata)));
        }
    }

    private void TouchSelected<T>(ResourceChange<T> change, Func<T, LabelSelector?> selectorOf)
        where T : class, IKubernetesObject
    {
        foreach (var item in new[] { change.Before, change.After })
        {
            Touch(templates.Matching(change.Name.Namespace, item is null ? null : selectorOf(item)));
        }
    }

    // a Service without a selector selects nothing (its endpoints are written by somebody else), nor does an ExternalName
    private static LabelSelector? SelectorOf(Service service) =>
        service.Spec is { Selector.Count: > 0, Type: not "ExternalName" } ? new() { MatchLabels = service.Spec.Selector } : null;

    // its controller is this very set; one without a controller would be adopted when the selector matches
    private static bool BelongsTo(Pod pod, StatefulSet set) =>
        pod.Metadata.Controller is { } controller
            ? string.Equals(controller.Uid, set.Metadata.Uid, StringComparison.Ordinal)
            : set.Spec.Selector.Matches(pod.Metadata.Labels);

    private static NamespacedName[] SetOf(ObjectMeta pod) => OrdinalName.Split(pod.Name) is { } parts ? [new(pod.Namespace, parts.SetName)] : [];

    // template-set-ordinal: both names may hold dashes, so each cut is a candidate
    private static IEnumerable<NamespacedName> SetsOfClaim(string namespaceName, string claimName)
    {
        if (OrdinalName.Split(claimName) is not { } parts)
        {
            yield break;
        }

        for (var dash = parts.SetName.IndexOf('-'); dash >= 0 && dash < parts.SetName.Length - 1; dash = parts.SetName.IndexOf('-', dash + 1))
        {
            yield return new(namespaceName, parts.SetName[(dash + 1)..]);
        }
    }

    private void Touch(IEnumerable<NamespacedName> names)
    {
        foreach (var name in names)
        {
            if (sets.ContainsKey(name))
            {
                touched.Add(name);
            }
        }
    }

    private static void Put<TKey, T>(Dictionary<TKey, T> map, TKey key, T? value)
        where TKey : notnull
        where T : class
    {
        if (value is null)
        {
            map.Remove(key);
        }
        else
        {
            map[key] = value;
        }
    }
}
