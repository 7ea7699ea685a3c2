using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Domain.Tests.Planning;

public sealed class DeletionPlannerTests
{
    [Fact]
    public void Plan_KeepAll_StopsFromTheTopAndKeepsEveryClaim()
    {
        var plan = Keep(Whole(3));

        Lines(plan).ShouldBe([
            "stop:2 StepStop web-2", "stop:1 StepStop web-1", "stop:0 StepStop web-0",
            "delete StepDelete web set-uid", "finish StepDeletionFinish 3"]);
        plan.Consequences.Select(item => $"{item.Kind} {item.Name}").ShouldBe([
            "Deleted web-2", "Kept www-web-2", "Deleted web-1", "Kept www-web-1", "Deleted web-0", "Kept www-web-0"]);
        plan.Consequences[1].Text.ShouldBe(Statement.Of(StatementCode.ClaimStays, "www-web-2", "1 GiB", "2026-01-01 12:00Z", "standard", "Delete"));
    }

    // the policy first, then what it has done already, and only then the first pod
    [Fact]
    public void Plan_PolicyThatWouldDelete_IsChangedAndEveryReferenceTakenOffBeforeAPodStops()
    {
        var world = new World().Replicas(2).Retention("Delete", "Delete").Pod(0).Pod(1)
            .Claim(0, owners: "StatefulSet").Claim(1, owners: ["StatefulSet", "Pod"]).Claim(2, owners: "StatefulSet");

        Lines(Keep(world)).ShouldBe([
            "retain StepRetain Delete Delete",
            "unbind StepUnbind www-web-0 StatefulSet", "unbind StepUnbind www-web-1 Pod, StatefulSet", "unbind StepUnbind www-web-2 StatefulSet",
            "stop:1 StepStop web-1", "stop:0 StepStop web-0", "delete StepDelete web set-uid", "finish StepDeletionFinish 3"]);
    }

    [Theory]
    [InlineData("Retain", "Retain", false)]
    [InlineData("Delete", "Retain", true)]
    [InlineData("Retain", "Delete", true)]
    [InlineData("Delete", "Delete", true)]
    public void Plan_Retention_IsChangedWhereItIsNotRetainAlready(string whenScaled, string whenDeleted, bool isChanged)
    {
        var plan = Keep(Whole(1).Retention(whenScaled, whenDeleted));

        plan.Steps.Any(step => step.Key == "retain").ShouldBe(isChanged);
        plan.Hazards.Contains(new Hazard(Severity.Note, Statement.Of(StatementCode.HazardRetentionChanged, whenScaled, whenDeleted))).ShouldBe(isChanged);
    }

    [Fact]
    public void Plan_NoClaims_HasNothingToRetain() =>
        Lines(Keep(new World().Replicas(1).Retention("Delete", "Delete").Pod(0))).ShouldBe(["stop:0 StepStop web-0", "delete StepDelete web set-uid", "finish StepDeletionFinish 0"]);

    [Fact]
    public void Plan_SnapshotsAndDeletions_ComeAfterAllPodsHaveStoppedAndOneByOneAfterTheSet()
    {
        var overview = Whole(2).Claim(5).Overview();
        var plan = DeletionPlanner.Plan(overview, new(overview.Name, PodChoice.StopInOrder, ["www-web-1", "www-web-0"], ["www-web-1", "www-web-5"]));

        Lines(plan).ShouldBe([
            "stop:1 StepStop web-1", "stop:0 StepStop web-0",
            "snapshot:www-web-1 StepSnapshot www-web-1", "snapshot:www-web-0 StepSnapshot www-web-0",
            "delete StepDelete web set-uid",
            "claim:www-web-1 StepDeleteClaim www-web-1", "claim:www-web-5 StepDeleteClaim www-web-5", "finish StepDeletionFinish 1"]);
        plan.Hazards.ShouldContain(new Hazard(Severity.Danger, Statement.Of(StatementCode.HazardClaimsChosen, "2", "2 GiB", "Delete")));
        plan.Hazards.ShouldContain(new Hazard(Severity.Note, Statement.Of(StatementCode.HazardSnapshotFirst, "1")));
        plan.Consequences.Where(item => item.Kind == ConsequenceKind.Deleted && item.Object != "Pod").Select(item => item.Text.Code)
            .ShouldBe([StatementCode.ClaimGoesDestroyed, StatementCode.ClaimGoesDestroyed]);
    }

    [Fact]
    public void Plan_CondemnedPod_StopsFirst() =>
        Lines(Keep(Whole(2).Pod(4).StartAt(0)))[..3].ShouldBe(["stop:4 StepStop web-4", "stop:1 StepStop web-1", "stop:0 StepStop web-0"]);

    // scaled to 0 at once nothing is made any more; Parallel is led down from the top, and makes web-0 until its turn comes
    [Theory]
    [InlineData(false, "stop:2 StepStop web-2|stop:1 StepStop web-1")]
    [InlineData(true, "stop:2 StepStop web-2|stop:1 StepStop web-1|stop:0 StepStopMissing web-0")]
    public void Plan_MissingPod_StopsOnlyWhereItIsMadeMeanwhile(bool isParallel, string stops)
    {
        var world = new World().Pod(1).Pod(2);

        Lines(Keep(isParallel ? world.Parallel() : world)).Where(line => line.StartsWith("stop:", StringComparison.Ordinal)).ShouldBe(stops.Split('|'));
    }

    [Fact]
    public void Plan_NoPods_DeletesTheSetOnly()
    {
        var plan = Keep(new World().Replicas(0).Claim(0));

        Lines(plan).ShouldBe(["delete StepDelete web set-uid", "finish StepDeletionFinish 1"]);
        plan.NeedsName.ShouldBeTrue();
    }

    [Fact]
    public void Plan_Orphan_StopsNothing()
    {
        var overview = new World().Replicas(2).Retention("Retain", "Delete").Pod(0).Pod(1).Claim(0, owners: "StatefulSet").Overview();
        var plan = DeletionPlanner.Plan(overview, new(overview.Name, PodChoice.Orphan, [], []));

        Lines(plan).ShouldBe(["retain StepRetain Retain Delete", "unbind StepUnbind www-web-0 StatefulSet", "delete StepDeleteOrphan web set-uid", "finish StepDeletionFinish 1"]);
        plan.Consequences.Select(item => $"{item.Kind} {item.Name}").ShouldBe(["Kept web-1", "Kept web-0", "Kept www-web-0"]);
    }

    // pvc-protection lets go when the pod stops: nothing can keep this claim
    [Fact]
    public void Plan_ClaimThatIsBeingDeleted_IsToldAsGone()
    {
        var plan = Keep(new World().Replicas(1).Pod(0).Claim(0, terminating: true));

        plan.Consequences[1].Kind.ShouldBe(ConsequenceKind.Deleted);
        plan.Hazards.ShouldContain(new Hazard(Severity.Danger, Statement.Of(StatementCode.HazardClaimsDoomed, "www-web-0", "1 GiB")));
        Lines(plan)[^1].ShouldBe("finish StepDeletionFinish 0");
    }

    [Fact]
    public void Plan_TwoPodsThatAreNotAvailable_SaysThatOrderedReadyWaitsForEver()
    {
        var plan = Keep(new World().Pod(0, readyFor: null).Pod(1).Pod(2, readyFor: null));

        plan.Hazards.ShouldContain(new Hazard(
            Severity.Caution, Statement.Of(StatementCode.HazardStopWaits, "web-2", "web-0"), Statement.Of(StatementCode.ToGoOnDeleteStuck, "web-2")));
    }

    // alone it is taken down, whatever its state: no lower one is unavailable
    [Fact]
    public void Plan_OnePodThatIsNotAvailable_DoesNotHoldIt() =>
        Keep(new World().Pod(0).Pod(1).Pod(2, readyFor: null)).Hazards.ShouldNotContain(hazard => hazard.Text.Code == StatementCode.HazardStopWaits);

    [Fact]
    public void Plan_WholeSet_NeedsTheName()
    {
        var plan = Keep(Whole(3));

        plan.NeedsName.ShouldBeTrue();
        plan.Hazards.ShouldContain(new Hazard(Severity.Danger, Statement.Of(StatementCode.HazardSetStops, "3")));
        plan.Hazards.ShouldContain(new Hazard(Severity.Note, Statement.Of(StatementCode.HazardClaimsStay, "3", "3 GiB")));
    }

    [Fact]
    public void Plan_Finalizers_AreNamed()
    {
        var world = Whole(1);
        world.Set = world.Set with { Metadata = world.Set.Metadata with { Finalizers = ["example.com/backup"] } };

        Keep(world).Hazards.ShouldContain(new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardFinalizers, "web", "example.com/backup")));
    }

    [Fact]
    public void Plan_ClaimWithAnotherOwner_IsSaidAndKeepsThatOwner()
    {
        var plan = Keep(new World().Replicas(1).Pod(0).Claim(0, owners: ["Backup", "StatefulSet"]));

        plan.Hazards.ShouldContain(new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardClaimOwned, "www-web-0", "Backup")));
        plan.Requests[0].Body.ShouldBe("""{"metadata":{"ownerReferences":[{"$patch":"delete","uid":"set-uid"}]}}""");
    }

    private static World Whole(int replicas)
    {
        var world = new World().Replicas(replicas);
        for (var ordinal = 0; ordinal < replicas; ordinal++)
        {
            world.Pod(ordinal).Claim(ordinal);
        }

        return world;
    }

    private static ActionPlan Keep(World world)
    {
        var overview = world.Overview();
        var plan = DeletionPlanner.Plan(overview, DeletionIntent.KeepAll(overview.Name));
        plan.Refusal.ShouldBeNull();
        return plan;
    }

    private static string[] Lines(ActionPlan plan) => [.. plan.Steps.Select(step => $"{step.Key} {step.Text.Code} {string.Join(' ', step.Text.Arguments)}".TrimEnd())];
}
