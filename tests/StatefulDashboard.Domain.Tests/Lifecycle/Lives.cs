using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Lifecycle;

/// <summary>The pods of db/web and what else their life is told from, made by hand.</summary>
internal sealed class Lives
{
    public static readonly DateTimeOffset Now = World.Now;

    public World World { get; } = new();

    public StatefulSetDetail? Template { get; set; }

    public List<PodDetail> Pods { get; } = [];

    public List<Event> Warnings { get; } = [];

    public Dictionary<string, NodeDetail> Nodes { get; } = new(StringComparer.Ordinal) { ["node-a"] = Node("node-a", "True") };

    public bool NodesAreRead { get; set; } = true;

    public List<VolumeAttachment> Attachments { get; } = [];

    public static NodeDetail Node(string name, string ready, string? taint = null) => new()
    {
        Metadata = new() { Name = name },
        Spec = new() { Taints = taint is null ? [] : [new() { Key = taint, Effect = "NoExecute" }] },
        Status = new() { Conditions = [new() { Type = "Ready", Status = ready }] },
    };

    /// <summary>web-0 on node-a with one container.</summary>
    public static PodDetail Pod(int ordinal = 0) => new()
    {
        Metadata = new()
        {
            Name = "web-" + ordinal, Namespace = "db", Uid = "pod-" + ordinal, CreationTimestamp = Now.AddHours(-1),
            OwnerReferences = [new() { Kind = "StatefulSet", Name = "web", Uid = "set-uid", Controller = true }],
        },
        Spec = new() { NodeName = "node-a", TerminationGracePeriodSeconds = 30, Containers = [new() { Name = "nginx", Image = "nginx:1.27", ImagePullPolicy = "IfNotPresent" }] },
        Status = new() { Phase = "Running", ContainerStatuses = [Running("nginx")] },
    };

    public static ContainerReport Running(string name) =>
        new() { Name = name, Ready = true, Started = true, State = new() { Running = new() { StartedAt = Now.AddMinutes(-30) } } };

    public static Event Unhealthy(string message, string container = "nginx", int times = 3) => new()
    {
        Metadata = new() { Name = "e", Namespace = "db" },
        InvolvedObject = new() { Kind = "Pod", Name = "web-0", Uid = "pod-0", FieldPath = "spec.containers{" + container + "}" },
        Reason = "Unhealthy", Type = "Warning", Message = message, Count = times, LastTimestamp = Now.AddSeconds(-5),
    };

    public Lives With(Func<PodDetail, PodDetail> change)
    {
        Pods.Add(change(Pod()));
        return this;
    }

    /// <summary>One container, changed.</summary>
    public Lives WithContainer(Func<ContainerDetail, ContainerDetail> change, Func<ContainerReport, ContainerReport>? report = null) =>
        With(pod => pod with
        {
            Spec = pod.Spec with { Containers = [change(pod.Spec.Containers[0])] },
            Status = pod.Status with { ContainerStatuses = [(report ?? (same => same))(pod.Status.ContainerStatuses[0])] },
        });

    public Lives Terminating(DateTimeOffset endsAt, Func<PodDetail, PodDetail>? change = null) =>
        With(pod => (change ?? (same => same))(pod with { Metadata = pod.Metadata with { DeletionTimestamp = endsAt, DeletionGracePeriodSeconds = 30 } }));

    public SetLifecycle Read() => LifecycleReader.Read(
        new(World.Overview(), Template, Pods, Warnings, name => Nodes.GetValueOrDefault(name), NodesAreRead, Attachments), Now);
}
