using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Overview.Facts;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Overview.Facts;

public sealed class SetFactsTests
{
    [Theory]
    [InlineData("etcd", "image etcd")]
    [InlineData("registry.k8s.io/etcd:3.6.1-0", "image etcd")]
    [InlineData("localhost:5000/etcd", "image etcd")]
    [InlineData("docker.io/bitnami/zookeeper:3.9@sha256:0123", "image zookeeper")]
    [InlineData("cockroachdb/cockroach:v25.1.0", "image cockroach")]
    [InlineData("registry.example/etcd-backup:1", null)]
    [InlineData("etcd/backup:1", null)]
    [InlineData("mysql:9", null)]
    [InlineData("postgres:18", null)]
    [InlineData("bitnami/kafka:4.0", null)] // brokers
    [InlineData("", null)]
    public void Quorum_OfAnImage_IsKnownByItsName(string image, string? evidence) =>
        Facts(new World().With(spec => spec with { Template = Template(image) })).Quorum.ShouldBe(evidence is null ? null : new QuorumInfo(3, 2, evidence));

    [Fact]
    public void Quorum_OfKafkaControllers_IsKnownByImageAndName()
    {
        var world = new World().With(spec => spec with { Template = Template("bitnami/kafka:4.0") });
        world.Set = world.Set with { Metadata = world.Set.Metadata with { Name = "kafka-controller" } };

        Facts(world).Quorum.ShouldBe(new QuorumInfo(3, 2, "image kafka, name kafka-controller"));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 3)]
    public void Quorum_Majority_IsMoreThanHalf(int replicas, int majority) =>
        Facts(new World().With(spec => spec with { Replicas = replicas, Template = Template("etcd") })).Quorum!.ShouldBe(new(replicas, majority, "image etcd"));

    [Theory]
    [InlineData("true", null, "postgres", true)]
    [InlineData("false", null, "etcd", false)]
    [InlineData(null, "true", "postgres", true)]
    [InlineData(null, "false", "etcd", false)]
    [InlineData("false", "true", "etcd", false)] // the set before its template
    [InlineData("perhaps", null, "etcd", true)] // says nothing, so the image counts
    [InlineData("perhaps", null, "postgres", false)]
    public void Quorum_ThatIsSaid_IsBelieved(string? onSet, string? onTemplate, string image, bool expected)
    {
        foreach (var asLabel in new[] { false, true })
        {
            var world = new World().With(spec => spec with { Template = Template(image) with { Metadata = asLabel ? new() { Labels = Mark(onTemplate) } : new() { Annotations = Mark(onTemplate) } } });
            world.Set = world.Set with { Metadata = asLabel ? world.Set.Metadata with { Labels = Mark(onSet) } : world.Set.Metadata with { Annotations = Mark(onSet) } };

            (Facts(world).Quorum is not null).ShouldBe(expected, asLabel ? "label" : "annotation");
        }

        static ValueMap Mark(string? value) => value is null ? ValueMap.Empty : World.Labels("stateful-dashboard.io/quorum", value);
    }

    [Fact]
    public void Facts_OfASet_AreWhatItsObjectsSay()
    {
        var world = new World().With(spec => spec with { UpdateStrategy = new() { RollingUpdate = new() { MaxUnavailable = "25%" } } }).Pod(0).Pod(1, node: "node-0").Pod(2, node: "");
        world.Autoscalers.Add(new() { Metadata = new() { Name = "size" }, Spec = new() { MaxReplicas = 6 } });
        world.Services.AddRange([new() { Metadata = new() { Name = "nginx" } }, new() { Metadata = new() { Name = "client" } }]);
        world.Set = world.Set with { Metadata = world.Set.Metadata with { ManagedFields =
        [
            new() { Manager = "kube-controller-manager", Operation = "Update", Subresource = "status" },
            new() { Manager = "kubectl", Operation = "Update", Subresource = "scale", Time = World.Now, Fields = SetFields.Replicas },
        ] } };

        Facts(world).ShouldBe(new()
        {
            Budgets = [new("web", 2, 3, 1)],
            Autoscalers = [new("size", 1, 6)],
            FieldOwners = [new("kubectl", "Update", "scale", World.Now, SetFields.Replicas)],
            TerminationGracePeriodSeconds = 30,
            Containers = [new("nginx", "nginx:1.27"), new("exporter", "exporter:2")],
            NodeCount = 1,
            MaxUnavailable = "25%",
            Services = ["client"],
        });
    }

    [Fact]
    public void Facts_OfKindsThatAreUnread_AreEmpty()
    {
        var world = new World().Pod(0);
        world.Autoscalers.Add(new() { Metadata = new() { Name = "size" } });
        world.Services.Add(new() { Metadata = new() { Name = "client" } });
        world.Unread = UnreadKinds.PodDisruptionBudgets | UnreadKinds.HorizontalPodAutoscalers | UnreadKinds.Services | UnreadKinds.Pods;

        var facts = Facts(world);

        (facts.Budgets.Count, facts.Autoscalers.Count, facts.Services.Count, facts.NodeCount).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public void Facts_OfTheSameState_AreEqual() => new World().Pod(0).Overview().ShouldBe(new World().Pod(0).Overview());

    private static SetFacts Facts(World world) => world.Overview().Facts;

    private static PodTemplate Template(string image) => new() { Spec = new() { Containers = [new() { Name = "side", Image = "registry.example/side:1" }, new() { Name = "main", Image = image }] } };
}
