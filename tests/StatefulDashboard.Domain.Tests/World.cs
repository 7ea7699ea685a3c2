using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests;

/// <summary>A set and what belongs to it, made by hand: short to say in a test.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public StatefulSet Set { get; set; } = new()
    {
        Metadata = new() { Name = "web", Namespace = "db", Uid = "set-uid", ResourceVersion = "7", Generation = 3, CreationTimestamp = Now.AddDays(-1) },
        Spec = new()
        {
            Replicas = 3,
            ServiceName = "nginx",
            Selector = new() { MatchLabels = Labels("app", "nginx") },
            Template = new()
            {
                Metadata = new() { Labels = Labels("app", "nginx") },
                Spec = new()
                {
                    TerminationGracePeriodSeconds = 30,
                    InitContainers = [new() { Name = "setup", Image = "busybox:1.36" }],
                    Containers = [new() { Name = "nginx", Image = "nginx:1.27" }, new() { Name = "exporter", Image = "exporter:2" }],
                },
            },
            VolumeClaimTemplates =
            [
                new() { Metadata = new() { Name = "www" }, Spec = new() { Resources = new() { Requests = Labels("storage", "1Gi") } } },
            ],
            UpdateStrategy = new() { Type = "RollingUpdate", RollingUpdate = new() },
        },
        Status = new() { ObservedGeneration = 3, CurrentRevision = "web-old", UpdateRevision = "web-old" },
    };

    public List<Pod> Pods { get; } = [];

    public List<PersistentVolumeClaim> Claims { get; } = [];

    public Service? Service { get; set; } = new()
    {
        Metadata = new() { Name = "nginx", Namespace = "db" },
        Spec = new() { ClusterIP = "None", Selector = Labels("app", "nginx") },
    };

    public List<EndpointSlice> Slices { get; } = [];

    public List<PodDisruptionBudget> Budgets { get; } =
    [
        new() { Metadata = new() { Name = "web", Namespace = "db" }, Status = new() { DisruptionsAllowed = 2, CurrentHealthy = 3, DesiredHealthy = 1 } },
    ];

    public List<HorizontalPodAutoscaler> Autoscalers { get; } = [];

    public List<Service> Services { get; } = [];

    public List<CreationFailure> Failures { get; } = [];

    public UnreadKinds Unread { get; set; }

    public static ValueMap Labels(string key, string value) => ValueMap.From([new(key, value)]);

    public World With(Func<StatefulSetSpec, StatefulSetSpec> change)
    {
        Set = Set with { Spec = change(Set.Spec) };
        return this;
    }

    public World Revisions(string current, string update)
    {
        Set = Set with { Status = Set.Status with { CurrentRevision = current, UpdateRevision = update } };
        return this;
    }

    public World Partition(int partition) =>
        With(spec => spec with { UpdateStrategy = new() { Type = "RollingUpdate", RollingUpdate = new() { Partition = partition } } });

    /// <param name="readyFor">Seconds since it became Ready; null for not Ready.</param>
    public World Pod(int ordinal, string revision = "web-old", int? readyFor = 3600, int age = 3700, string? waiting = null, bool terminating = false, string phase = "Running", int restarts = 0, string? node = null)
    {
        Pods.Add(new()
        {
            Metadata = new()
            {
                Name = "web-" + ordinal,
                Namespace = "db",
                Uid = "pod-" + ordinal,
                CreationTimestamp = Now.AddSeconds(-age),
                DeletionTimestamp = terminating ? Now.AddSeconds(5) : null,
                DeletionGracePeriodSeconds = terminating ? 10 : null,
                Labels = ValueMap.From([new("app", "nginx"), new("controller-revision-hash", revision)]),
                OwnerReferences = [new() { Kind = "StatefulSet", Name = "web", Uid = "set-uid", Controller = true }],
            },
            Spec = new() { NodeName = node ?? "node-" + ordinal, Hostname = "web-" + ordinal, Subdomain = "nginx" },
            Status = new()
            {
                Phase = phase,
                PodIP = "10.0.0." + ordinal,
                Conditions = [new() { Type = "Ready", Status = readyFor is null ? "False" : "True", LastTransitionTime = Now.AddSeconds(-(readyFor ?? age)) }],
                ContainerStatuses =
                [
                    new()
                    {
                        Name = "nginx", Ready = readyFor is not null, RestartCount = restarts, Started = waiting is null,
                        State = waiting is null ? new() : new() { Waiting = new() { Reason = waiting, Message = "the reason in full" } },
                    },
                ],
            },
        });
        return this;
    }

    public World Replicas(int replicas) => With(spec => spec with { Replicas = replicas });

    public World StartAt(int ordinal) => With(spec => spec with { Ordinals = new() { Start = ordinal } });

    public World Parallel() => With(spec => spec with { PodManagementPolicy = "Parallel" });

    public World Retention(string whenScaled, string whenDeleted) =>
        With(spec => spec with { PersistentVolumeClaimRetentionPolicy = new() { WhenScaled = whenScaled, WhenDeleted = whenDeleted } });

    /// <param name="owners">Kinds of the owner references, "StatefulSet", "Pod".</param>
    public World Claim(int ordinal, string template = "www", string set = "web", bool terminating = false, params string[] owners)
    {
        Claims.Add(new()
        {
            Metadata = new()
            {
                Name = $"{template}-{set}-{ordinal}",
                Namespace = "db",
                CreationTimestamp = Now.AddDays(-1),
                DeletionTimestamp = terminating ? Now : null,
                OwnerReferences = [.. owners.Select(kind => new OwnerReference { Kind = kind, Name = "owner", Uid = kind + "-uid" })],
            },
            Spec = new() { StorageClassName = "standard", VolumeName = "pv-" + ordinal, Resources = new() { Requests = Labels("storage", "1Gi") } },
            Status = new() { Phase = "Bound", Capacity = Labels("storage", "1Gi") },
        });
        return this;
    }

    public StatefulSetOverview Overview(DateTimeOffset? now = null) => StatefulSetOverview.From(Snapshot(), now ?? Now);

    public StatefulSetSnapshot Snapshot() => new(
        Set,
        Pods,
        Claims,
        name => new() { Metadata = new() { Name = name }, Spec = new() { PersistentVolumeReclaimPolicy = "Delete" } },
        name => new() { Metadata = new() { Name = name }, ReclaimPolicy = "Retain" },
        Service,
        Slices,
        name => new() { Metadata = new() { Name = name, Labels = Labels(Node.ZoneLabel, "z1") } },
        [],
        Unread)
    {
        Budgets = Budgets,
        Autoscalers = Autoscalers,
        Services = Services,
        Failures = Failures,
    };
}
