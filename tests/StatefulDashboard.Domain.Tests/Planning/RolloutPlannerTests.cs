using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Planning;

public sealed class RolloutPlannerTests
{
    private static readonly TemplateChange NewImage = TemplateChange.OfImage("nginx", "nginx:1.28");

    [Fact]
    public void Plan_OneByOne_HoldsAboveAllThenReleasesFromTheTopWithAGateBehindEach()
    {
        var plan = Plan(Whole(3), NewImage, [2, 1, 0]);

        plan.Refusal.ShouldBeNull();
        Lines(plan).ShouldBe([
            "start StepRolloutStart 3",
            "release:2 StepRelease 3 2", "release:2 StepReplace web-2", "gate:2 StepGateSoak 0:30",
            "release:1 StepRelease 2 1", "release:1 StepReplace web-1", "gate:1 StepGateSoak 0:30",
            "release:0 StepRelease 1 0", "release:0 StepReplace web-0", "gate:0 StepGateSoak 0:30",
            "finish StepRolloutFinish"]);
        plan.Consequences.Select(item => $"{item.Kind} {item.Name}").ShouldBe([
            "Replaced web-2", "Kept www-web-2", "Replaced web-1", "Kept www-web-1", "Replaced web-0", "Kept www-web-0"]);
    }

    [Fact]
    public void Plan_StepsThatEndAboveZero_WaitForAPersonAndThenReleaseTheRest()
    {
        var plan = Plan(Whole(4), NewImage, [3, 2]);

        Lines(plan).ShouldBe([
            "start StepRolloutStart 4",
            "release:3 StepRelease 4 3", "release:3 StepReplace web-3", "gate:3 StepGateSoak 0:30",
            "release:2 StepRelease 3 2", "release:2 StepReplace web-2", "gate:2 StepGateSoak 0:30",
            "release:0 StepApproval", "release:0 StepRelease 2 0", "release:0 StepReplace web-1", "release:0 StepReplace web-0", "gate:0 StepGateSoak 0:30",
            "finish StepRolloutFinish"]);
    }

    [Fact]
    public void Plan_WithApproval_AsksBeforeEachStepButTheFirst()
    {
        var overview = Whole(3).Overview();
        var plan = RolloutPlanner.Plan(overview, new(overview.Name, NewImage, [2, 0], TimeSpan.Zero, NeedsApproval: true));

        Lines(plan).ShouldBe([
            "start StepRolloutStart 3",
            "release:2 StepRelease 3 2", "release:2 StepReplace web-2", "gate:2 StepGate",
            "release:0 StepApproval", "release:0 StepRelease 2 0", "release:0 StepReplace web-1", "release:0 StepReplace web-0", "gate:0 StepGate",
            "finish StepRolloutFinish"]);
    }

    [Fact]
    public void Plan_OrdinalsThatStartAtFive_CountsThePartitionFromThere()
    {
        var world = new World().StartAt(5).Pod(5).Pod(6).Pod(7);

        Ordinals(Plan(world, NewImage, [1, 0])).ShouldBe([("release:1", 7), ("release:1", 6), ("release:0", 5)]);
    }

    [Fact]
    public void Plan_PartitionAboveReplicas_StaysWhereItIs() =>
        Lines(Plan(Whole(3).Partition(7), NewImage, [0]))[0].ShouldBe("start StepRolloutStart 7");

    // a rollout to web-new is there; where is it held, and what is still to be replaced?
    [Theory]
    [InlineData("old old new", 2, 2, "1 0")] // held at 2
    [InlineData("old old new", 0, 2, "1 0")] // moving: web-1 would be next
    [InlineData("old old starting", 0, 2, "1 0")]
    [InlineData("old stopping new", 0, 1, "0")] // web-1 is on its way, it comes back on the new one
    [InlineData("old missing new", 0, 1, "0")]
    [InlineData("old old old", 0, 3, "2 1 0")]
    [InlineData("old old old", 5, 5, "2 1 0")]
    [InlineData("old old old", 2, 3, "2 1 0")] // released, not begun
    [InlineData("new old new", 0, 2, "1")] // web-0 was made again after the partition was lowered
    public void Plan_TakeOver_HoldsWhereNothingMoreMovesAndLeavesUpdatedPodsAlone(string pods, int partition, int hold, string replaced)
    {
        var world = new World().Partition(partition).Revisions("web-old", "web-new");
        foreach (var (state, ordinal) in pods.Split(' ').Select((state, ordinal) => (state, ordinal)))
        {
            Add(world, state, ordinal);
        }

        var overview = world.Overview();
        var plan = RolloutPlanner.Plan(overview, new(overview.Name, null, RolloutIntent.OneByOne(Math.Min(hold, 3)), TimeSpan.Zero, NeedsApproval: false));

        plan.Refusal.ShouldBeNull();
        Lines(plan)[0].ShouldBe($"start StepRolloutTakeOver {hold}");
        string.Join(' ', Ordinals(plan).Where(pair => pair.Key != "start").Select(pair => pair.Ordinal)).ShouldBe(replaced);
    }

    [Fact]
    public void Plan_TakeOver_TellsWhichPodIsOnItsWayAlready()
    {
        var world = new World().Revisions("web-old", "web-new").Pod(0).Pod(1, terminating: true).Pod(2, "web-new").Claim(1);

        var plan = Plan(world, null, [0]);

        Lines(plan).ShouldBe([
            "start StepRolloutTakeOver 1", "start StepUnderWay web-1",
            "release:0 StepRelease 1 0", "release:0 StepReplace web-0", "gate:0 StepGateSoak 0:30", "finish StepRolloutFinish"]);
        plan.Consequences.Select(item => $"{item.Kind} {item.Name}").ShouldBe([
            "Kept web-2", "Replaced web-1", "Kept www-web-1", "Replaced web-0", "Created www-web-0"]);
    }

    // above the hold it comes back on the new revision: it is replaced once more, by itself
    [Fact]
    public void Plan_TakeOverWhileAnUpdatedPodStops_DoesNotCallItKept()
    {
        var world = new World().Revisions("web-old", "web-new").Pod(0).Pod(1).Pod(2, "web-new", terminating: true);

        var plan = Plan(world, null, [0]);

        Lines(plan)[1].ShouldBe("start StepUnderWay web-2");
        plan.Consequences[0].Kind.ShouldBe(ConsequenceKind.Replaced);
    }

    [Fact]
    public void Plan_TakeOverAtTheHold_GatesWhatIsUpdatedAlreadyBeforeAnythingElse()
    {
        var world = new World().Partition(2).Revisions("web-old", "web-new").Pod(0).Pod(1).Pod(2, "web-new");

        Lines(Plan(world, null, [2, 0]))[..3].ShouldBe(["start StepRolloutTakeOver 2", "release:2 StepRelease 2 2", "gate:2 StepGateSoak 0:30"]);
    }

    // under OrderedReady it is made when web-1 is mended, and not before
    [Fact]
    public void Plan_PodThatIsMissingBehindABrokenOne_IsMadeAndNotReplaced()
    {
        var plan = Plan(new World().Pod(0).Pod(1, readyFor: null, waiting: "CrashLoopBackOff").Claim(0).Claim(1).Claim(2), NewImage, [0]);

        Lines(plan).ShouldContain("release:0 StepMissing web-2");
        plan.Consequences.Take(2).Select(item => $"{item.Kind} {item.Name}").ShouldBe(["Created web-2", "Kept www-web-2"]);
    }

    [Fact]
    public void Plan_ScaleDownUnderWay_ComesFirstAndTakesItsClaimsAlongWhereThePolicySaysSo()
    {
        var plan = Plan(Whole(3).Retention("Delete", "Retain").Pod(3).Claim(3).Claim(9), NewImage, [0]);

        Lines(plan)[1].ShouldBe("start StepCondemnedFirst web-3");
        plan.Consequences.Where(item => item.Ordinal >= 3).Select(item => $"{item.Kind} {item.Name}").ShouldBe(["Deleted web-3", "Deleted www-web-3", "Kept www-web-9"]);
        plan.NeedsName.ShouldBeTrue();
    }

    [Fact]
    public void Plan_ClaimThatOnlyItsPodHolds_IsADanger()
    {
        var plan = Plan(new World().Pod(0).Pod(1).Pod(2).Claim(0).Claim(1, terminating: true).Claim(2), NewImage, [0]);

        plan.Consequences.ShouldContain(item => item.Kind == ConsequenceKind.Deleted && item.Name == "www-web-1");
        plan.Hazards[0].ShouldBe(new Hazard(Severity.Danger, Statement.Of(StatementCode.HazardClaimsGoWithPods, "www-web-1", "1 GiB")));
    }

    [Fact]
    public void Plan_NoReplicas_StillChangesTheTemplate()
    {
        var plan = Plan(new World().Replicas(0), NewImage, []);

        Lines(plan).ShouldBe(["start StepRolloutStart 0", "release:0 StepRelease 0 0", "gate:0 StepGateSoak 0:30", "finish StepRolloutFinish"]);
        plan.Hazards.ShouldBeEmpty();
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

    private static void Add(World world, string state, int ordinal)
    {
        switch (state)
        {
            case "old":
                world.Pod(ordinal);
                break;
            case "new":
                world.Pod(ordinal, "web-new");
                break;
            case "starting":
                world.Pod(ordinal, "web-new", readyFor: null, age: 3);
                break;
            case "stopping":
                world.Pod(ordinal, terminating: true);
                break;
        }
    }

    private static ActionPlan Plan(World world, TemplateChange? change, ValueList<int> partitions)
    {
        var overview = world.Overview();
        return RolloutPlanner.Plan(overview, new(overview.Name, change, partitions, TimeSpan.FromSeconds(30), NeedsApproval: false));
    }

    private static string[] Lines(ActionPlan plan) => [.. plan.Steps.Select(step => $"{step.Key} {step.Text.Code} {string.Join(' ', step.Text.Arguments)}".TrimEnd())];

    private static (string Key, int Ordinal)[] Ordinals(ActionPlan plan) =>
        [.. plan.Steps.Where(step => step.Ordinal is not null).Select(step => (step.Key, step.Ordinal!.Value))];
}
