using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Disruption;

public sealed class SpreadTests
{
    private const string Zone = Node.ZoneLabel;

    [Theory]
    [InlineData("node-0 node-1 node-2", "")]
    [InlineData("node-0 node-0 node-0", "AllOnOneNode(node-0; web-0 … web-2)")]
    [InlineData("node-0 node-0b node-0", "AllInOneZone(z0; web-0 … web-2)")]
    [InlineData("node-0 node-0b node-1", "")]
    [InlineData("node-0 node-0 node-1", "")]
    public void Spread_OfThree_IsSaidWhereAllAreTogether(string nodes, string expected) => Notices(World(nodes).Budget()).ShouldBe(expected);

    [Theory]
    [InlineData("node-0 node-0 node-1", "NodeTakesQuorum(node-0; web-0, web-1; 2; 3; image zookeeper) ZoneTakesQuorum(z0; web-0, web-1; 2; 3; image zookeeper)")]
    [InlineData("node-0 node-0b node-1", "ZoneTakesQuorum(z0; web-0, web-1; 2; 3; image zookeeper)")]
    [InlineData("node-0 node-1 node-2", "")]
    [InlineData("node-0 node-0 node-0", "AllOnOneNode(node-0; web-0 … web-2)")]
    public void Spread_OfMembersThatVote_SaysWhoseLossTakesTheMajority(string nodes, string expected) =>
        Notices(World(nodes).Quorum().Budget()).ShouldBe((expected + " BudgetKeepsQuorum(web; 2; 2; 3; image zookeeper)").Trim());

    [Fact]
    public void Spread_InTheOnlyZone_IsANoteOnly()
    {
        var world = new DisruptionWorld().Add(DisruptionWorld.Node("a", "z")).Add(DisruptionWorld.Node("b", "z")).Pod(0, "a").Pod(1, "b").Budget(expected: 2);

        var notice = world.Look().Notices.Single();

        (notice.Severity, DisruptionWorld.Say(notice.Text)).ShouldBe((Severity.Note, "OnlyOneZone(z)"));
    }

    [Fact]
    public void Spread_OfOnePod_SaysNothing() => Notices(new DisruptionWorld().Nodes(1).Pod(0, "node-0").Budget(expected: 1)).ShouldBeEmpty();

    [Fact]
    public void Places_Always_AreNodeByNodeWithStateAndPodsWithoutAPlaceLast()
    {
        var world = new DisruptionWorld().Add(DisruptionWorld.Node("b", "z1", ready: false)).Add(DisruptionWorld.Node("a", "z2", cordoned: true))
            .Pod(0, "a").Pod(1, "b").Pod(2, "gone").Pod(3, "", ready: false, phase: "Pending");

        world.Look().Places.Select(place => (place.Node, place.Zone, place.IsReady, place.IsUnschedulable, string.Join(',', place.Ordinals))).ShouldBe(
        [
            ("gone", "", null, false, "2"),
            ("b", "z1", false, false, "1"),
            ("a", "z2", true, true, "0"),
            ("", "", null, false, "3"),
        ]);
    }

    [Fact]
    public void Pins_OfVolumes_NameTheNodesThatCanUseThem()
    {
        var pin = new DisruptionWorld().Nodes(2).Add(DisruptionWorld.Node("node-0b", "z0")).Pod(0).Pinned(0, "z0").Look().Pins.Single();

        (pin.Ordinal, pin.Claim, pin.Volume, pin.Where).ShouldBe((0, "www-web-0", "pv-0", Zone + " in (z0)"));
        pin.Nodes.ShouldBe(["node-0", "node-0b"]);
    }

    [Fact]
    public void Rules_OfTheTemplate_AreSaidInWords()
    {
        var rules = new PlacementRules
        {
            NodeSelector = Domain.Tests.World.Labels("disk", "ssd"),
            Affinity = new()
            {
                PodAntiAffinity = new()
                {
                    RequiredDuringSchedulingIgnoredDuringExecution = [DisruptionWorld.Term("kubernetes.io/hostname"), DisruptionWorld.Term(Zone, "noisy"), DisruptionWorld.Term(Zone, null)],
                    PreferredDuringSchedulingIgnoredDuringExecution = [new() { PodAffinityTerm = DisruptionWorld.Term(Zone) }],
                },
                PodAffinity = new() { RequiredDuringSchedulingIgnoredDuringExecution = [DisruptionWorld.Term(Zone, "cache")] },
                NodeAffinity = new() { RequiredDuringSchedulingIgnoredDuringExecution = new() { NodeSelectorTerms = [new() { MatchExpressions = [new() { Key = "gpu", Operator = "Exists" }] }] } },
            },
            TopologySpreadConstraints =
            [
                new() { TopologyKey = Zone, MaxSkew = 1, WhenUnsatisfiable = "DoNotSchedule", LabelSelector = new() { MatchLabels = Domain.Tests.World.Labels("app", "nginx") } },
                new() { TopologyKey = "rack", MaxSkew = 2, WhenUnsatisfiable = "ScheduleAnyway", LabelSelector = new() { MatchLabels = Domain.Tests.World.Labels("app", "nginx") } },
                new() { TopologyKey = "rack", MaxSkew = 1, WhenUnsatisfiable = "DoNotSchedule", LabelSelector = new() { MatchLabels = Domain.Tests.World.Labels("app", "typo") } },
            ],
            Volumes = [new() { Name = "scratch", EmptyDir = new() }, new() { Name = "www" }],
        };

        new DisruptionWorld().Rules(rules).Look().Rules.Select(DisruptionWorld.Say).ShouldBe(
        [
            "ApartRequired(kubernetes.io/hostname)",
            $"AwayRequired({Zone}; app=noisy)",
            $"AwayRequired({Zone}; –)",
            $"ApartPreferred({Zone})",
            $"SpreadRequired({Zone}; 1)",
            "SpreadPreferred(rack; 2)",
            "SpreadCountsOthers(rack; app=typo)",
            $"BesideRequired({Zone}; app=cache)",
            "OnlyNodesLike(disk=ssd)",
            "OnlyNodesLike(gpu)",
            "LocalData(scratch)",
        ]);
    }

    [Fact]
    public void Rules_OfATemplateThatAsksForNothing_SayThat() => new DisruptionWorld().Look().Rules.Select(DisruptionWorld.Say).ShouldBe(["NothingSpreads()"]);

    private static DisruptionWorld World(string nodes)
    {
        var world = new DisruptionWorld().Nodes(3).Add(DisruptionWorld.Node("node-0b", "z0"));
        foreach (var (node, ordinal) in nodes.Split(' ').Select((node, ordinal) => (node, ordinal)))
        {
            world.Pod(ordinal, node);
        }

        return world;
    }

    private static string Notices(DisruptionWorld world) => DisruptionWorld.Say(world.Look().Notices);
}
