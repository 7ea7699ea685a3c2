using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Parts;

/// <summary>What both parts about storage follow: in one namespace, or wherever the person may look.</summary>
internal sealed class StorageReading
{
    private readonly string? place;
    private readonly LiveList<ClaimDetail> claims;
    private readonly LiveList<VolumeDetail> volumes;
    private readonly LiveList<ClassDetail> classes;
    private readonly LiveList<Node> nodes;
    private readonly LiveList<PodMounts> pods;
    private readonly LiveList<WorkloadMounts> sets;
    private readonly (string Kind, LiveList<WorkloadMounts> Items)[] workloads;
    private readonly LiveList<CronJobMounts> cronJobs;
    private readonly LiveList<Event> claimEvents;
    private readonly LiveList<Event> refusals;
    private readonly LiveList<ResourceQuota> quotas;

    /// <param name="namespaceName">Null: everywhere.</param>
    public StorageReading(LiveObjects objects, string? namespaceName)
    {
        place = namespaceName;
        claims = Follow(StorageKinds.Claims);
        volumes = objects.Follow(StorageKinds.Volumes, null);
        classes = objects.Follow(StorageKinds.Classes, null);
        nodes = objects.Follow(ResourceKinds.Nodes, null);
        pods = Follow(StorageKinds.Pods);
        sets = Follow(StorageKinds.StatefulSets);
        workloads = [("Deployment", Follow(StorageKinds.Deployments)), ("DaemonSet", Follow(StorageKinds.DaemonSets)), ("Job", Follow(StorageKinds.Jobs))];
        cronJobs = Follow(StorageKinds.CronJobs);
        claimEvents = Follow(StorageKinds.ClaimEvents);
        refusals = Follow(ResourceKinds.FailedCreations);
        quotas = Follow(StorageKinds.Quotas);

        LiveList<T> Follow<T>(ResourceKind<T> kind)
            where T : class, IKubernetesObject => namespaceName is null ? objects.FollowEverywhere(kind) : objects.Follow(kind, namespaceName);
    }

    public StorageSnapshot Read(ClusterView view) => new([.. view.Sets.Values.Where(set => place is null || set.Name.Namespace == place)], Unread(view))
    {
        Claims = claims.Items,
        Volumes = volumes.Items,
        Classes = classes.Items,
        Nodes = nodes.Items,
        Pods = pods.Items,
        SetMounts = sets.Items,
        Workloads =
        [
            .. workloads.SelectMany(list => list.Items.Items.Select(item => (list.Kind, item))),
            .. cronJobs.Items.Select(item => ("CronJob", item.Spec.JobTemplate with { Metadata = item.Metadata })),
        ],
        Events = [.. claimEvents.Items, .. refusals.Items],
        Quotas = quotas.Items,
        Deletions = [.. view.Operations.Values.Where(operation => operation.Kind == ActionKind.Deletion)],
    };

    private UnreadStorage Unread(ClusterView view)
    {
        var unread = UnreadStorage.None;
        Note(UnreadStorage.Claims, claims.IsRead);
        Note(UnreadStorage.Volumes, volumes.IsRead);
        Note(UnreadStorage.Classes, classes.IsRead);
        Note(UnreadStorage.Nodes, nodes.IsRead);
        Note(UnreadStorage.Users, pods.IsRead && Array.TrueForAll(workloads, list => list.Items.IsRead) && cronJobs.IsRead);
        Note(UnreadStorage.Sets, sets.IsRead && !view.Status.Rights.SeesNothing);
        Note(UnreadStorage.Events, claimEvents.IsRead && refusals.IsRead);
        Note(UnreadStorage.Quotas, quotas.IsRead);
        return unread;

        void Note(UnreadStorage kind, bool isRead) => unread |= isRead ? UnreadStorage.None : kind;
    }
}
