using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Disruption;

public sealed class BudgetTests
{
    [Theory]
    [InlineData(1, 3, 2, 3, "BudgetAllows(web; 1; 3; 2; 3)", Severity.Note)]
    [InlineData(0, 2, 2, 3, "BudgetUsedUp(web; 2; 2; 3)", Severity.Caution)]
    [InlineData(0, 3, 3, 3, "BudgetNeverAllows(web; 3; 3)", Severity.Caution)] // maxUnavailable 0
    [InlineData(0, 2, 3, 3, "BudgetNeverAllows(web; 3; 3)", Severity.Caution)]
    [InlineData(0, 0, 0, 0, "BudgetUsedUp(web; 0; 0; 0)", Severity.Caution)]
    public void Verdict_OfItsNumbers_SaysHowManyMayGoAndWhy(int allowed, int healthy, int desired, int expected, string verdict, Severity severity)
    {
        var budget = Three().Budget(allowed: allowed, healthy: healthy, desired: desired, expected: expected).Look().Budgets.Single();

        (DisruptionWorld.Say(budget.Verdict.Text), budget.Verdict.Severity).ShouldBe((verdict, severity));
        budget.Ordinals.ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void Verdict_BeforeItsControllerHasLooked_TrustsNoNumber() =>
        DisruptionWorld.Say(Three().Budget(observed: false).Look().Budgets.Single().Verdict.Text).ShouldBe("BudgetNotObserved(web)");

    [Fact]
    public void Verdict_ThatItsControllerCannotWorkOut_SaysItsWords() =>
        DisruptionWorld.Say(Three().Budget(allowed: 0, fault: "found no controllers").Look().Budgets.Single().Verdict.Text).ShouldBe("BudgetFault(web; found no controllers)");

    [Fact]
    public void Budget_ThatCountsPodsOfOthers_SaysSo() =>
        Three().Budget(expected: 5).Look().Budgets.Single().Details.Select(DisruptionWorld.Say).ShouldContain("BudgetCountsOthers(web; 5; 3)");

    [Theory]
    [InlineData("", "BudgetUnhealthyIfHealthy(web)")]
    [InlineData("IfHealthyBudget", "BudgetUnhealthyIfHealthy(web)")]
    [InlineData("AlwaysAllow", "BudgetUnhealthyAlways(web)")]
    public void Policy_ForUnhealthyPods_IsSaid(string policy, string expected) => Three().Budget(policy: policy).Look().Budgets.Single().Details.Select(DisruptionWorld.Say).ShouldContain(expected);

    [Fact]
    public void Budgets_Two_AreAnError() =>
        Notices(Three().Budget("one").Budget("two")).ShouldBe("TwoBudgets(web-0 … web-2; one, two)");

    [Fact]
    public void Budgets_None_IsANoteAndUnreadIsNone()
    {
        Notices(Three()).ShouldBe("NoBudget()");
        DisruptionWorld.Say(Three().Look(readsBudgets: false).Notices).ShouldBeEmpty();
    }

    [Fact]
    public void Budget_WithoutASelector_SelectsNothingAndAnEmptyOneSelectsAll()
    {
        Notices(Three().Budget(selector: new() { MatchLabels = World.Labels("app", "other") })).ShouldBe("NoBudget()");
        Three().Budget(selector: new()).Look().Budgets.Single().Ordinals.Count.ShouldBe(3);
    }

    [Fact]
    public void Pods_ThatTheBudgetDoesNotSelect_AreNamed()
    {
        var world = Three();
        world.World.Pods[1] = world.World.Pods[1] with { Metadata = world.World.Pods[1].Metadata with { Labels = World.Labels("app", "edited") } };

        Notices(world.Budget()).ShouldBe("NotAllInBudget(web-1)");
    }

    [Theory]
    [InlineData(2, 3, "BudgetKeepsQuorum(web; 2; 2; 3; image zookeeper)")]
    [InlineData(1, 3, "BudgetBelowQuorum(web; 1; 2; 3; image zookeeper)")]
    [InlineData(1, 9, "")] // other pods count as well: what stays of these is not known
    public void Quorum_BesideABudget_IsComparedWithWhatItKeeps(int desired, int expected, string notice) =>
        Notices(Three().Quorum().Budget(desired: desired, expected: expected)).ShouldBe(notice);

    [Fact]
    public void Quorum_WithoutABudget_IsSaid() => Notices(Three().Quorum()).ShouldBe("QuorumWithoutBudget(2; 3; image zookeeper) NoBudget()");

    [Fact]
    public void Look_AtObjectsWithNothingInThem_IsNoFault()
    {
        var facts = new Domain.Disruption.DisruptionFacts([new Pod()], [new BudgetDetail()], [new NodeDetail()], new SetPlacement(), [new VolumeDetail()]);

        Domain.Disruption.SetDisruption.Of(new World().Overview(), facts).Places.ShouldBeEmpty();
    }

    private static DisruptionWorld Three() => new DisruptionWorld().Nodes(3).Pod(0).Pod(1).Pod(2);

    private static string Notices(DisruptionWorld world) => DisruptionWorld.Say(world.Look().Notices);
}
