using StatefulDashboard.Domain.Disruption;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Disruption;

/// <summary>A world with nodes, budgets and rules of placement: node-0 in z0, node-1 in z1, and so on.</summary>
internal sealed class DisruptionWorld(World? world = null)
{
    private static readonly LabelSelector Own = new() { MatchLabels = World.Labels("app", "nginx") };

    private readonly List<BudgetDetail> budgets = [];
    private readonly List<NodeDetail> nodes = [];
    private readonly List<VolumeDetail> volumes = [];
    private PlacementRules rules = new();
    private bool hidesNodes;

    public World World { get; } = world ?? new World();

    public static PodAffinityTerm Term(string key, string? app = "nginx") => new() { TopologyKey = key, LabelSelector = app is null ? null : new() { MatchLabels = World.Labels("app", app) } };

    public DisruptionWorld Pod(int ordinal, string? node = null, bool ready = true, bool terminating = false, string phase = "Running")
    {
        World.Pod(ordinal, readyFor: ready ? 60 : null, node: node, terminating: terminating, phase: phase);
        return this;
    }

    public DisruptionWorld Nodes(int count)
    {
        nodes.AddRange(Enumerable.Range(0, count).Select(number => Node("node-" + number, "z" + number)));
        return this;
    }

    public DisruptionWorld Add(NodeDetail node)
    {
        nodes.Add(node);
        return this;
    }

    public static NodeDetail Node(string name, string zone, bool ready = true, bool cordoned = false, string? taint = null) => new()
    {
        Metadata = new() { Name = name, Labels = ValueMap.From([new(Kubernetes.Resources.Node.ZoneLabel, zone), new("kubernetes.io/hostname", name)]) },
        Spec = new() { Unschedulable = cordoned, Taints = taint is null ? [] : [new() { Key = "only", Effect = taint }] },
        Status = new() { Conditions = [new() { Type = "Ready", Status = ready ? "True" : "Unknown" }] },
    };

    public DisruptionWorld Budget(
        string name = "web", int allowed = 1, int healthy = 3, int desired = 2, int expected = 3, bool observed = true, string policy = "", string? fault = null, LabelSelector? selector = null)
    {
        budgets.Add(new()
        {
            Metadata = new() { Name = name, Namespace = "db", Generation = 2 },
            Spec = new() { MinAvailable = "2", Selector = selector ?? Own, UnhealthyPodEvictionPolicy = policy },
            Status = new()
            {
                ObservedGeneration = observed ? 2 : 1, DisruptionsAllowed = allowed, CurrentHealthy = healthy, DesiredHealthy = desired, ExpectedPods = expected,
                Conditions = fault is null ? [] : [new() { Type = "DisruptionAllowed", Status = "False", Reason = "SyncFailed", Message = fault }],
            },
        });
        return this;
    }

    /// <summary>The volume of an ordinal can be used in one zone only.</summary>
    public DisruptionWorld Pinned(int ordinal, string zone)
    {
        World.Claim(ordinal);
        volumes.Add(new()
        {
            Metadata = new() { Name = "pv-" + ordinal },
            Spec = new() { NodeAffinity = new() { Required = new() { NodeSelectorTerms = [new() { MatchExpressions = [new() { Key = Kubernetes.Resources.Node.ZoneLabel, Operator = "In", Values = [zone] }] }] } } },
        });
        return this;
    }

    public DisruptionWorld Rules(PlacementRules wanted)
    {
        rules = wanted;
        return this;
    }

    public DisruptionWorld Quorum()
    {
        World.With(spec => spec with { Template = spec.Template with { Spec = spec.Template.Spec with { Containers = [new() { Name = "nginx", Image = "zookeeper:3.9" }] } } });
        return this;
    }

    public DisruptionWorld WithoutNodes()
    {
        hidesNodes = true;
        return this;
    }

    public SetDisruption Look(bool readsBudgets = true) => SetDisruption.Of(World.Overview(), new(
        World.Pods, readsBudgets ? budgets : [], hidesNodes ? null : nodes,
        new() { Spec = new() { Template = new() { Metadata = new() { Labels = World.Labels("app", "nginx") }, Spec = rules } } }, volumes)
    {
        HasReadBudgets = readsBudgets,
    });

    public static string Say(Statement statement) => statement.Code + "(" + string.Join("; ", statement.Arguments) + ")";

    public static string Say(IEnumerable<Notice> notices) => string.Join(' ', notices.Select(notice => Say(notice.Text)));

    /// <summary>What a drain of this node would do.</summary>
    public string Drain(string node = "node-0") => Say(Look().Places.Single(place => place.Node == node).Drain);
}
