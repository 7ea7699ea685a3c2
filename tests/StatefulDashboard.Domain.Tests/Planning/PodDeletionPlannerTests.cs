using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Domain.Tests.Planning;

public sealed class PodDeletionPlannerTests
{
    [Fact]
    public void Plan_HealthyPod_ComesBackWithItsClaims()
    {
        var plan = Plan(new World().Pod(0).Pod(1).Pod(2).Claim(1), 1);

        plan.Steps.Select(step => step.Text).ShouldBe([
            Statement.Of(StatementCode.StepPodStops, "web-1"),
            Statement.Of(StatementCode.StepPodComesBack, "web-1", "web-old")]);
        plan.Consequences.Select(item => $"{item.Kind} {item.Name}").ShouldBe(["Replaced web-1", "Kept www-web-1"]);
        plan.Hazards.ShouldBe([new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardHealthyPod, "web-1"))]);
        plan.Kubectl.ShouldHaveSingleItem().ShouldBe("kubectl --namespace db delete pod web-1");
        plan.Requests.ShouldHaveSingleItem().Body.ShouldBe("""{"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"pod-1"}}""");
    }

    // recordings/broken-rollout
    [Fact]
    public void Plan_Trap_IsTheRightPod()
    {
        var plan = Plan(new World().Pod(0).Pod(1).Pod(2, "web-broken", readyFor: null, waiting: "ImagePullBackOff").Claim(2), 2);

        plan.Steps[^1].Text.ShouldBe(Statement.Of(StatementCode.StepPodComesBack, "web-2", "web-old"));
        plan.Hazards.ShouldBe([new Hazard(Severity.Note, Statement.Of(StatementCode.HazardRightPod, "web-2", "web-old"))]);
    }

    // recordings/partition-canary: below the partition a pod comes back on the current revision
    [Theory]
    [InlineData(1, "web-old", false)]
    [InlineData(2, "web-new", false)]
    [InlineData(3, "web-new", true)]
    public void Plan_HeldCanary_SaysWhichRevisionComesBack(int ordinal, string revision, bool isOther)
    {
        var world = new World().Replicas(4).Partition(2).Revisions("web-old", "web-new").Pod(0).Pod(1).Pod(2, "web-new").Pod(3);

        var plan = Plan(world, ordinal);

        plan.Steps[^1].Text.ShouldBe(Statement.Of(StatementCode.StepPodComesBack, $"web-{ordinal}", revision));
        plan.Hazards.Any(hazard => hazard.Text.Code == StatementCode.HazardOtherRevision).ShouldBe(isOther);
    }

    [Fact]
    public void Plan_LowerPodNotAvailable_SaysWhatItWaitsForBeforeItIsBack()
    {
        Plan(new World().Pod(0, readyFor: null).Pod(1).Pod(2), 2).Hazards.ShouldContain(
            new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardMadeOnlyAfter, "web-2", "web-0")));
        Plan(new World().Pod(0).Pod(1).Pod(2, readyFor: null), 0).Hazards.ShouldNotContain(hazard => hazard.Text.Code == StatementCode.HazardMadeOnlyAfter);
        Plan(new World().Parallel().Pod(0, readyFor: null).Pod(1).Pod(2), 2).Hazards.ShouldNotContain(hazard => hazard.Text.Code == StatementCode.HazardMadeOnlyAfter);
    }

    [Fact]
    public void Plan_CondemnedPod_DoesNotComeBack()
    {
        var plan = Plan(new World().Pod(0).Pod(1).Pod(2).Pod(3).Claim(3), 3);

        plan.Steps[^1].Text.ShouldBe(Statement.Of(StatementCode.StepPodStaysAway, "web-3"));
        plan.Consequences.Select(item => $"{item.Kind} {item.Name}").ShouldBe(["Deleted web-3", "Kept www-web-3"]);
        plan.NeedsName.ShouldBeFalse();
    }

    [Fact]
    public void Plan_CondemnedPodWhoseClaimGoesByPolicy_IsADanger()
    {
        var plan = Plan(new World().Retention("Delete", "Retain").Pod(0).Pod(1).Pod(2).Pod(3).Claim(3), 3);

        plan.Consequences[1].Text.Code.ShouldBe(StatementCode.ClaimGoesDestroyed);
        plan.Hazards[0].ShouldBe(new Hazard(Severity.Danger, Statement.Of(StatementCode.HazardClaimsGoWithPods, "www-web-3", "1 GiB")));
    }

    [Fact]
    public void Plan_ClaimThatOnlyThePodHolds_IsMadeAnewEmpty()
    {
        var plan = Plan(new World().Pod(0).Pod(1).Pod(2).Claim(1, terminating: true), 1);

        plan.Steps.Select(step => step.Text.Code).ShouldBe([
            StatementCode.StepPodStops, StatementCode.StepDeleteClaim, StatementCode.StepCreateClaim, StatementCode.StepPodComesBack]);
        plan.NeedsName.ShouldBeTrue();
    }

    [Fact]
    public void Plan_PodThatIsNotMeant_IsRefused()
    {
        Refusal(new World().Pod(0), "web-1", "pod-1").ShouldBe(Statement.Of(StatementCode.PodGone, "web-1"));
        Refusal(new World().Pod(0), "other", "pod-1").ShouldBe(Statement.Of(StatementCode.PodGone, "other"));
        Refusal(new World().Pod(0), "web-0", "pod-9").ShouldBe(Statement.Of(StatementCode.PodMadeAnew, "web-0"));
        Refusal(new World().Pod(0, terminating: true), "web-0", "pod-0").ShouldBe(Statement.Of(StatementCode.PodStopping, "web-0"));
    }

    private static ActionPlan Plan(World world, int ordinal)
    {
        var overview = world.Overview();
        var plan = PodDeletionPlanner.Plan(overview, new(overview.Name, "web-" + ordinal, "pod-" + ordinal));
        plan.Refusal.ShouldBeNull();
        return plan;
    }

    private static Statement? Refusal(World world, string pod, string uid)
    {
        var overview = world.Overview();
        return PodDeletionPlanner.Plan(overview, new(overview.Name, pod, uid)).Refusal;
    }
}
