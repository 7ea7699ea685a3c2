using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Tests.Clusters;

public sealed class ClusterProjectorTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly ClusterIndex index = new();
    private readonly ClusterProjector projector;

    public ClusterProjectorTests() => projector = new(index, "cluster.local");

    [Fact]
    public void Project_PodOfOneSet_LeavesTheOthersAsTheyAre()
    {
        Add(Set("web"));
        Add(Set("db"));
        projector.Project(Start, out _);
        var before = projector.Sets;

        Add(Pod("web", 0));
        projector.Project(Start.AddSeconds(1), out _).ShouldBeTrue();

        projector.Sets[new("ns", "db")].ShouldBeSameAs(before[new("ns", "db")]);
        projector.Sets[new("ns", "web")].ShouldNotBeSameAs(before[new("ns", "web")]);
    }

    [Fact]
    public void Project_Storm_IsOncePerPaceAndTheLastStateIsShown()
    {
        Add(Set("web"));
        projector.Project(Start, out _);

        var projections = 0;
        for (var change = 1; change <= 100; change++)
        {
            Add(Set("web", replicas: change), Set("web", replicas: change - 1));
            projections += projector.Project(Start.AddMilliseconds(change), out _) ? 1 : 0;
        }

        projections.ShouldBe(6); // 100 ms in steps of 16
        projector.Project(Start.AddMilliseconds(100), out var nextAt);
        projector.Project(nextAt!.Value, out _);
        projector.Sets[new("ns", "web")].Replicas.ShouldBe(100);
    }

    [Fact]
    public void Project_QuietSet_IsAtOnce()
    {
        Add(Set("web"));

        projector.Project(Start, out _).ShouldBeTrue();
    }

    [Fact]
    public void Project_TimeAloneChangesIt_SaysWhenAndDoesIt()
    {
        Add(Set("web") with { Spec = new() { Replicas = 1, MinReadySeconds = 10 } });
        Add(Pod("web", 0));

        projector.Project(Start, out var nextAt);
        projector.Sets[new("ns", "web")].AvailableReplicas.ShouldBe(0);
        nextAt.ShouldBe(Start.AddSeconds(10));
        projector.Project(Start.AddSeconds(10), out nextAt).ShouldBeTrue();

        projector.Sets[new("ns", "web")].AvailableReplicas.ShouldBe(1);
        nextAt.ShouldBeNull();
    }

    [Fact]
    public void Project_SetIsDeleted_IsGone()
    {
        Add(Set("web"));
        projector.Project(Start, out _);

        index.Apply(new ResourceChange<StatefulSet>(new("ns", "web"), Set("web"), null));
        projector.Project(Start.AddSeconds(1), out _).ShouldBeTrue();

        projector.Sets.ShouldBeEmpty();
    }

    [Fact]
    public void Project_EqualOverview_IsNoChange()
    {
        Add(Set("web"));
        projector.Project(Start, out _);

        index.Apply(new ResourceChange<StorageClass>(new("", "fast"), null, new() { Metadata = new() { Name = "fast" } }));

        projector.Project(Start.AddSeconds(1), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("data-web-0", "web")]
    [InlineData("data-a-web-0", "a-web")]
    [InlineData("a-data-web-0", "")]
    public void Index_ClaimWithDashes_BelongsToTheSetWhoseTemplateMakesIt(string claim, string owner)
    {
        foreach (var name in new[] { "web", "a-web" })
        {
            Add(Set(name) with { Spec = new() { Replicas = 1, VolumeClaimTemplates = [new() { Metadata = new() { Name = "data" } }] } });
        }

        index.Apply(new ResourceChange<PersistentVolumeClaim>(new("ns", claim), null, new() { Metadata = new() { Namespace = "ns", Name = claim } }));
        projector.Project(Start, out _);

        foreach (var (name, set) in projector.Sets)
        {
            set.Slots[0].Claims[0].Exists.ShouldBe(name.Name == owner, name.Name);
        }
    }

    [Fact]
    public void Index_PodOfADeletedSetOfTheSameName_IsNotTheNewOnes()
    {
        Add(Set("web"));
        Add(Pod("web", 0) with { Metadata = Pod("web", 0).Metadata with { OwnerReferences = [new() { Kind = "StatefulSet", Name = "web", Uid = "an-older-one", Controller = true }] } });

        index.Snapshot(new("ns", "web"))!.Pods.ShouldBeEmpty();
    }

    private static StatefulSet Set(string name, int replicas = 1) => new()
    {
        Metadata = new() { Namespace = "ns", Name = name, Uid = "uid-" + name },
        Spec = new() { Replicas = replicas },
    };

    private static Pod Pod(string set, int ordinal) => new()
    {
        Metadata = new()
        {
            Namespace = "ns", Name = $"{set}-{ordinal}", Uid = "pod", CreationTimestamp = Start.AddSeconds(-5),
            OwnerReferences = [new() { Kind = "StatefulSet", Name = set, Uid = "uid-" + set, Controller = true }],
        },
        Spec = new() { NodeName = "node-a" },
        Status = new() { Phase = "Running", Conditions = [new() { Type = "Ready", Status = "True", LastTransitionTime = Start }] },
    };

    private void Add(StatefulSet set, StatefulSet? before = null) => index.Apply(new ResourceChange<StatefulSet>(set.Metadata.Key, before, set));

    private void Add(Pod pod) => index.Apply(new ResourceChange<Pod>(pod.Metadata.Key, null, pod));
}
