using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Planning;

public sealed class ScalePlannerTests
{
    [Fact]
    public void Plan_Up_CreatesInOrderAndTakesClaimsBack()
    {
        var plan = Plan(new World().Pod(0).Pod(1).Pod(2).Claim(0).Claim(1).Claim(2).Claim(3), 5);

        plan.Steps.Select(step => (step.Ordinal, step.Text.Code, step.Text.Arguments[0])).ShouldBe([
            (null, StatementCode.StepScale, "3"),
            (3, StatementCode.StepTakeBackClaim, "www-web-3"),
            (3, StatementCode.StepCreate, "web-3"),
            (4, StatementCode.StepCreateClaim, "www-web-4"),
            (4, StatementCode.StepCreate, "web-4")]);
        plan.Hazards.ShouldBe([new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardOldData, "www-web-3", "2026-01-01 12:00Z"))]);
        plan.NeedsName.ShouldBeFalse();
    }

    [Fact]
    public void Plan_Down_TakesDownFromTheTopAndKeepsClaims()
    {
        var plan = Plan(new World().Pod(0).Pod(1).Pod(2).Claim(0).Claim(1).Claim(2), 1);

        plan.Steps.Skip(1).Select(step => step.Text.Arguments[0]).ShouldBe(["web-2", "web-1"]);
        plan.Consequences.Where(item => item.Kind == ConsequenceKind.Kept).Select(item => item.Name).ShouldBe(["www-web-2", "www-web-1"]);
        plan.Hazards.ShouldBe([new Hazard(Severity.Note, Statement.Of(StatementCode.HazardLeftBehind, "2", "2 GiB"))]);
    }

    [Fact]
    public void Plan_DownWhereScalingDeletesClaims_IsADangerThatNamesTheSumAndThePolicies()
    {
        var world = new World().With(spec => spec with { PersistentVolumeClaimRetentionPolicy = new() { WhenScaled = "Delete" } })
            .Pod(0).Pod(1).Pod(2).Claim(0).Claim(1).Claim(2);

        var plan = Plan(world, 1);

        plan.NeedsName.ShouldBeTrue();
        plan.Hazards[0].ShouldBe(new Hazard(Severity.Danger, Statement.Of(StatementCode.HazardClaimsDeleted, "2", "2 GiB", "Delete")));
        plan.Consequences.Where(item => item.Kind == ConsequenceKind.Deleted).Select(item => item.Name).ShouldBe(["web-2", "www-web-2", "web-1", "www-web-1"]);
    }

    [Fact]
    public void Plan_SameNumber_IsRefused() => Plan(new World().Pod(0), 3).Refusal.ShouldBe(Statement.Of(StatementCode.RefusedNothingToDo, "3"));

    [Fact]
    public void Plan_Negative_IsRefused() => Plan(new World(), -1).Refusal.ShouldBe(Statement.Of(StatementCode.RefusedNegative, "-1"));

    [Fact]
    public void Plan_ReplicaNotAvailable_SaysWhatIsWaitedForFirst() =>
        Plan(new World().Pod(0).Pod(1, readyFor: null, age: 3).Pod(2), 5).Hazards
            .ShouldContain(new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardWaitsFor, "web-1")));

    [Fact]
    public void Plan_AMillion_ListsAHundredAndCountsTheRest()
    {
        var plan = Plan(new World().Pod(0).Pod(1).Pod(2), 1_000_003);

        plan.Steps.Count(step => step.Text.Code == StatementCode.StepCreate).ShouldBe(100);
        plan.Steps[^1].Text.ShouldBe(Statement.Of(StatementCode.StepMore, "999900"));
    }

    [Fact]
    public void Plan_UpWithoutAnyReplica_StillKnowsTheTemplates() =>
        Plan(new World().With(spec => spec with { Replicas = 0 }), 1).Steps.Select(step => step.Text.Code)
            .ShouldBe([StatementCode.StepScale, StatementCode.StepCreateClaim, StatementCode.StepCreate]);

    [Fact]
    public void Plan_HostileName_IsQuotedForTheShell()
    {
        var world = new World();
        world.Set = world.Set with { Metadata = world.Set.Metadata with { Name = "web;rm -rf '~'" } };

        Plan(world, 1).Kubectl.ShouldHaveSingleItem().ShouldBe("kubectl --namespace db scale statefulset 'web;rm -rf '\\''~'\\''' --replicas=1");
    }

    [Fact]
    public void Plan_DownByOneOfAnOrdinarySet_IsNoDanger()
    {
        var world = new World().Pod(0).Pod(1).Pod(2).Claim(0).Claim(1).Claim(2);
        world.Budgets[0] = world.Budgets[0] with { Status = new() { DisruptionsAllowed = 1, CurrentHealthy = 3, DesiredHealthy = 2 } };

        Plan(world, 2).Hazards.ShouldBe([new Hazard(Severity.Note, Statement.Of(StatementCode.HazardLeftBehind, "1", "1 GiB"))]);
    }

    [Fact]
    public void Plan_DownBelowABudget_CountsAllThatStayDown()
    {
        var world = new World().Pod(0).Pod(1).Pod(2);
        world.Budgets[0] = world.Budgets[0] with { Status = new() { DisruptionsAllowed = 1, CurrentHealthy = 3, DesiredHealthy = 2 } };

        Plan(world, 1).Hazards.ShouldBe([new Hazard(
            Severity.Caution, Statement.Of(StatementCode.HazardBudget, "2", "web", "1", "3", "2"), Statement.Of(StatementCode.GoOnFewer))]);
    }

    [Theory]
    [InlineData(3, 2, false)]
    [InlineData(3, 1, true)]
    [InlineData(3, 0, true)]
    [InlineData(2, 2, true)] // one of three is not Ready: the other two are all the majority there is, and one of them goes
    public void Plan_DownOfAVotingStore_IsADangerBelowTheMajorityOfThePresentSize(int ready, int target, bool isDanger)
    {
        var world = new World().With(spec => spec with { Template = new() { Spec = new() { TerminationGracePeriodSeconds = 30, Containers = [new() { Name = "etcd", Image = "etcd:3.6" }] } } });
        for (var ordinal = 0; ordinal < 3; ordinal++)
        {
            world.Pod(ordinal, readyFor: ordinal == 0 && ready < 3 ? null : 3600);
        }

        Plan(world, target).NeedsName.ShouldBe(isDanger);
    }

    [Theory]
    [InlineData("2", 2, "")] // the only one that is not Available is the one that goes
    [InlineData("2", 5, "HazardWaitsFor(web-2)")]
    [InlineData("0", 1, "HazardWaitsFor(web-0)")]
    [InlineData("1 2", 1, "HazardStopsAfter(web-2, web-1)")]
    [InlineData("0 1 2", 0, "HazardStopsAfter(web-2, web-0)")]
    [InlineData("0 2", 2, "HazardWaitsFor(web-0)")]
    [InlineData("1", 0, "")]
    public void Plan_PodsThatAreNotAvailable_HoldUpOnlyWhatTheControllerLetsThemHoldUp(string unavailable, int target, string expected)
    {
        var world = new World();
        for (var ordinal = 0; ordinal < 3; ordinal++)
        {
            world.Pod(ordinal, readyFor: unavailable.Contains((char)('0' + ordinal), StringComparison.Ordinal) ? null : 3600, age: 3);
        }

        string.Join("; ", Plan(world, target).Hazards.Where(hazard => hazard.Text.Code is StatementCode.HazardWaitsFor or StatementCode.HazardStopsAfter)
            .Select(hazard => hazard.Text.Code + "(" + string.Join(", ", hazard.Text.Arguments) + ")")).ShouldBe(expected);
    }

    [Fact]
    public void Plan_PodThatCannotStart_IsSaidOnce()
    {
        var plan = Plan(new World().Pod(0).Pod(1, readyFor: null, waiting: "ImagePullBackOff").Pod(2), 5);

        plan.Hazards.Where(hazard => hazard.Text.Arguments.Contains("web-1")).ShouldHaveSingleItem().Text.Code.ShouldBe(StatementCode.HazardFaultWaits);
    }

    [Fact]
    public void Plan_OfATrap_SaysItOnceAndHowToGoOn()
    {
        var world = new World().Pod(0).Pod(1, "web-broken", readyFor: null, waiting: "ImagePullBackOff").Pod(2);

        var hazard = Plan(world, 5).Hazards.Where(hazard => hazard.Text.Arguments.Contains("web-1")).ShouldHaveSingleItem();

        hazard.ShouldBe(new(Severity.Caution, Statement.Of(StatementCode.HazardTrap, "web-1"), Statement.Of(StatementCode.DeleteToGoOn, "web-1")));
    }

    private static ActionPlan Plan(World world, int replicas)
    {
        var overview = world.Overview();
        return ScalePlanner.Plan(overview, new(overview.Name, replicas));
    }
}
