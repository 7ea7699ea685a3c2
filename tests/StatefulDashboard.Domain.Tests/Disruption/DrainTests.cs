using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Disruption;

public sealed class DrainTests
{
    [Fact]
    public void Drain_WithoutABudget_Evicts() => Two().Drain().ShouldBe("DrainEvicts(web-0, web-1)");

    [Theory]
    [InlineData(2, "DrainEvicts(web-0, web-1)")]
    [InlineData(1, "DrainSomeAtOnce(web-0, web-1; 1; web)")]
    [InlineData(0, "DrainRefused(web-0, web-1; web; 3; 2)")]
    public void Drain_OfTwoPods_GoesAsFarAsTheBudgetAllows(int allowed, string expected) => Two().Budget(allowed: allowed).Drain().ShouldBe(expected);

    [Fact]
    public void Drain_BeforeTheControllerHasLooked_IsRefused() => Two().Budget(observed: false).Drain().ShouldBe("DrainNotObserved(web-0, web-1; web)");

    [Fact]
    public void Drain_WithTwoBudgets_Fails() => Two().Budget("one").Budget("two").Drain().ShouldBe("DrainFails(web-0, web-1; one, two)");

    // the eviction API asks no budget for these (canIgnorePDB), and never gets as far as counting them
    [Theory]
    [InlineData("Pending")]
    [InlineData("Failed")]
    [InlineData("Succeeded")]
    public void Drain_OfAPodThatDoesNotRun_AsksNoBudget(string phase) =>
        Place().Pod(0, "node-0", ready: false, phase: phase).Budget("one", allowed: 0).Budget("two", allowed: 0).Drain().ShouldBe("DrainEvicts(web-0)");

    [Fact]
    public void Drain_OfATerminatingPod_Waits() => Place().Pod(0, "node-0", terminating: true).Budget(allowed: 0).Drain().ShouldBe("DrainGoing(web-0)");

    [Theory]
    [InlineData("AlwaysAllow", 1, 2, "DrainEvicts(web-0)")]
    [InlineData("", 2, 2, "DrainEvicts(web-0)")]
    [InlineData("", 1, 2, "DrainRefused(web-0; web; 1; 2)")]
    [InlineData("", 0, 0, "DrainRefused(web-0; web; 0; 0)")]
    public void Drain_OfAPodThatIsNotReady_GoesByThePolicy(string policy, int healthy, int desired, string expected) =>
        Place().Pod(0, "node-0", ready: false).Budget(allowed: 0, healthy: healthy, desired: desired, policy: policy).Drain().ShouldBe(expected);

    [Fact]
    public void Drain_OfPodsOfWhichOneIsNotReady_AsksTheBudgetForTheOthersOnly() =>
        Place().Pod(0, "node-0", ready: false).Pod(1, "node-0").Pod(2, "node-0").Budget(allowed: 1, healthy: 2, desired: 1, policy: "AlwaysAllow").Drain()
            .ShouldBe("DrainEvicts(web-0) DrainSomeAtOnce(web-1, web-2; 1; web)");

    [Fact]
    public void Drain_OfAPinnedPod_SaysThatItStaysPending() =>
        Place().Pod(0, "node-0").Pinned(0, "z0").Drain().ShouldBe("DrainEvicts(web-0) DrainPinned(web-0)");

    [Fact]
    public void Drain_OfPodsThatStayPendingForOneReason_NamesThemTogether() =>
        Place().Pod(0, "node-0").Pod(1, "node-0").Pod(2, "node-0").Pinned(0, "z0").Pinned(1, "z0").Drain().ShouldBe("DrainEvicts(web-0 … web-2) DrainPinned(web-0, web-1)");

    [Fact]
    public void Drain_OfAPinnedPodWithAnotherNodeInItsZone_SaysNothing() =>
        Place().Add(DisruptionWorld.Node("node-9", "z0")).Pod(0, "node-0").Pinned(0, "z0").Drain().ShouldBe("DrainEvicts(web-0)");

    [Theory]
    [InlineData(true, false, null)]
    [InlineData(false, true, null)]
    [InlineData(false, false, "NoSchedule")]
    [InlineData(false, false, "NoExecute")]
    public void Drain_WithNoOtherNodeThatTakesPods_SaysSo(bool dead, bool cordoned, string? taint) =>
        new DisruptionWorld().Nodes(1).Add(DisruptionWorld.Node("node-1", "z1", ready: !dead, cordoned, taint)).Pod(0, "node-0").Drain().ShouldBe("DrainEvicts(web-0) DrainNoNode(web-0)");

    [Fact]
    public void Drain_WithATaintThatOnlyWarns_SaysNothing() =>
        new DisruptionWorld().Nodes(1).Add(DisruptionWorld.Node("node-1", "z1", taint: "PreferNoSchedule")).Pod(0, "node-0").Drain().ShouldBe("DrainEvicts(web-0)");

    [Fact]
    public void Drain_WhereATolerationMayHelp_SaysNothing() =>
        new DisruptionWorld().Nodes(1).Add(DisruptionWorld.Node("node-1", "z1", taint: "NoSchedule")).Rules(new() { Tolerations = [new()] }).Pod(0, "node-0").Drain().ShouldBe("DrainEvicts(web-0)");

    [Fact]
    public void Drain_WhereReplicasMustBeApart_SaysThatThereIsNoFreePlace()
    {
        var world = new DisruptionWorld().Nodes(2).Rules(Apart()).Pod(0, "node-0").Pod(1, "node-1");

        world.Drain().ShouldBe("DrainEvicts(web-0) DrainKeptApart(web-0; kubernetes.io/hostname)");
        world.Add(DisruptionWorld.Node("node-2", "z2")).Drain().ShouldBe("DrainEvicts(web-0)");
    }

    [Fact]
    public void Drain_WithNodesUnread_SaysNothingOfPlaces() => Place().WithoutNodes().Pod(0, "node-0").Pinned(0, "z0").Drain().ShouldBe("DrainEvicts(web-0)");

    [Fact]
    public void Drain_OfACondemnedPod_SaysNothingOfItsNextPlace() => Place().Pod(7, "node-0").Pinned(7, "z0").Drain().ShouldBe("DrainEvicts(web-7)");

    private static PlacementRules Apart() => new() { Affinity = new() { PodAntiAffinity = new() { RequiredDuringSchedulingIgnoredDuringExecution = [DisruptionWorld.Term("kubernetes.io/hostname")] } } };

    private static DisruptionWorld Place() => new DisruptionWorld().Nodes(3);

    private static DisruptionWorld Two() => Place().Pod(0, "node-0").Pod(1, "node-0");
}
