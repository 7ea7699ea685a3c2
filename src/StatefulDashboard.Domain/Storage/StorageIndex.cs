using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>A snapshot of which each thing is found at once: a cluster can have ten thousand claims.</summary>
internal sealed class StorageIndex
{
    private readonly Dictionary<string, VolumeDetail> volumes;
    private readonly Dictionary<string, ClassInfo> classes;
    private readonly ILookup<(string Namespace, string Claim), PodMounts> pods;
    private readonly ILookup<(string Namespace, string Claim), ClaimUser> templates;
    private readonly ILookup<string, Event> eventsByUid;
    private readonly ILookup<(string Namespace, string Set), Event> refusals;
    private readonly ILookup<string, ResourceQuota> quotas;
    private readonly Dictionary<NamespacedName, WorkloadMounts> mounts;
    private readonly Dictionary<NamespacedName, SetOfClaims> sets = [];
    private readonly ILookup<(string Namespace, string Stem), (SetOfClaims Set, string Template)> stems;

    public StorageIndex(StorageSnapshot snapshot)
    {
        Snapshot = snapshot;
        volumes = ByName(snapshot.Volumes, volume => volume);
        classes = ByName(snapshot.Classes, ClassInfo.Of);
        pods = snapshot.Pods.SelectMany(pod => pod.Claims.Select(claim => (Key: (pod.Metadata.Namespace, claim), pod))).ToLookup(pair => pair.Key, pair => pair.pod);
        templates = Templates(snapshot).ToLookup(pair => pair.Key, pair => pair.User);
        eventsByUid = snapshot.Events.Where(said => said.InvolvedObject.Kind == "PersistentVolumeClaim").ToLookup(said => said.InvolvedObject.Uid, StringComparer.Ordinal);
        refusals = snapshot.Events.Where(said => said.InvolvedObject.Kind == "StatefulSet").ToLookup(said => (said.InvolvedObject.Namespace, said.InvolvedObject.Name));
        quotas = snapshot.Quotas.ToLookup(quota => quota.Metadata.Namespace, StringComparer.Ordinal);
        mounts = new(snapshot.SetMounts.Count);
        foreach (var set in snapshot.SetMounts)
        {
            mounts[set.Metadata.Key] = set;
        }

        foreach (var set in snapshot.Sets)
        {
            sets[set.Name] = new(set, mounts.GetValueOrDefault(set.Name));
        }

        stems = sets.Values.SelectMany(set => set.Overview.ClaimTemplates.Select(template => ((set.Overview.Name.Namespace, $"{template.Name}-{set.Overview.Name.Name}"), (set, template.Name))))
            .ToLookup(pair => pair.Item1, pair => pair.Item2);
        FreeVolumes = [.. snapshot.Volumes.Where(volume => volume.Status.Phase == "Available" && !volume.Metadata.IsTerminating)];
    }

    public StorageSnapshot Snapshot { get; }

    public IReadOnlyList<VolumeDetail> FreeVolumes { get; }

    public IReadOnlyCollection<ClassInfo> Classes => classes.Values;

    /// <summary>The newest of those that are marked as default counts; null: there is none.</summary>
    public ClassInfo? DefaultClass => field ??= Snapshot.Classes.OrderByDescending(storageClass => storageClass.Metadata.CreationTimestamp)
        .ThenBy(storageClass => storageClass.Metadata.Name, StringComparer.Ordinal).Select(ClassInfo.Of).FirstOrDefault(storageClass => storageClass.IsDefault);

    public VolumeDetail? Volume(string name) => volumes.GetValueOrDefault(name);

    public ClassInfo? Class(string name) => classes.GetValueOrDefault(name);

    public SetOfClaims? Set(NamespacedName name) => sets.GetValueOrDefault(name);

    public IEnumerable<PodMounts> PodsOf(NamespacedName claim) => pods[(claim.Namespace, claim.Name)];

    public IEnumerable<ClaimUser> TemplatesOf(NamespacedName claim) => templates[(claim.Namespace, claim.Name)];

    /// <summary>What was said of this very claim, not of an earlier one of its name; newest first.</summary>
    public IEnumerable<Event> EventsOf(ClaimDetail claim) =>
        claim.Metadata.Uid.Length == 0 ? [] : eventsByUid[claim.Metadata.Uid].OrderByDescending(said => said.LastSeenAt);

    /// <summary>What the set could not make, newest first.</summary>
    public IEnumerable<Event> RefusalsOf(StatefulSetOverview set) =>
        refusals[(set.Name.Namespace, set.Name.Name)].Where(said => said.Reason == "FailedCreate" && said.InvolvedObject.Uid == set.Uid).OrderByDescending(said => said.LastSeenAt);

    public IEnumerable<ResourceQuota> QuotasOf(string namespaceName) => quotas[namespaceName];

    /// <summary>Every set of which a template makes exactly this name for some ordinal.</summary>
    public IEnumerable<(SetOfClaims Set, string Template, int Ordinal)> MeaningsOf(NamespacedName claim) =>
        OrdinalName.Split(claim.Name) is { } parts
            ? stems[(claim.Namespace, parts.SetName)]
                .Where(pair => OrdinalName.OfClaimIn(pair.Template, pair.Set.Overview.Name.Name, claim.Name) == parts.Ordinal)
                .Select(pair => (pair.Set, pair.Template, parts.Ordinal))
            : [];

    private static IEnumerable<((string, string) Key, ClaimUser User)> Templates(StorageSnapshot snapshot) =>
        snapshot.Workloads.Concat(snapshot.SetMounts.Select(set => ("StatefulSet", set))).SelectMany(pair => ClaimsNamedBy(pair.Item2)
            .Select(claim => ((pair.Item2.Metadata.Namespace, claim), new ClaimUser(pair.Item1, pair.Item2.Metadata.Name))));

    /// <summary>The claims that a template mounts by their names; a volume that a volumeClaimTemplate makes hides one of the same name.</summary>
    internal static IEnumerable<string> ClaimsNamedBy(WorkloadMounts workload) => workload.Spec.Template.Spec.Volumes
        .Where(volume => !workload.Spec.VolumeClaimTemplates.Any(template => template.Metadata.Name == volume.Name))
        .Select(volume => volume.PersistentVolumeClaim?.ClaimName ?? "").Where(name => name.Length > 0).Distinct(StringComparer.Ordinal);

    private static Dictionary<string, TTo> ByName<T, TTo>(IReadOnlyList<T> items, Func<T, TTo> make)
        where T : IKubernetesObject
    {
        var found = new Dictionary<string, TTo>(items.Count, StringComparer.Ordinal);
        foreach (var item in items)
        {
            found[item.Metadata.Name] = make(item);
        }

        return found;
    }
}
