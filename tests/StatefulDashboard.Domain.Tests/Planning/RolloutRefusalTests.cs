using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Planning;

public sealed class RolloutRefusalTests
{
    private static readonly TemplateChange NewImage = TemplateChange.OfImage("nginx", "nginx:1.28");

    [Theory]
    [InlineData("", nameof(StatementCode.RolloutWithoutPartitions))]
    [InlineData("3", nameof(StatementCode.RolloutPartitionOutOfRange))]
    [InlineData("-1", nameof(StatementCode.RolloutPartitionOutOfRange))]
    [InlineData("2 -1", nameof(StatementCode.RolloutPartitionOutOfRange))]
    [InlineData("2147483647", nameof(StatementCode.RolloutPartitionOutOfRange))]
    [InlineData("2 2", nameof(StatementCode.RolloutPartitionsNotFalling))]
    [InlineData("1 2", nameof(StatementCode.RolloutPartitionsNotFalling))]
    [InlineData("2 1 0", null)]
    [InlineData("2", null)]
    public void Plan_Partitions_MustFallWithinTheReplicas(string partitions, string? refusal) =>
        (Refusal(Whole(), NewImage, [.. partitions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)])?.Code.ToString()).ShouldBe(refusal);

    [Theory]
    [InlineData(0, true)]
    [InlineData(24 * 60 * 60, true)]
    [InlineData(24 * 60 * 60 + 1, false)]
    [InlineData(-1, false)]
    public void Plan_Soak_LastsADayAtMost(int seconds, bool isAllowed)
    {
        var overview = Whole().Overview();
        var refusal = RolloutPlanner.Plan(overview, new(overview.Name, NewImage, [0], TimeSpan.FromSeconds(seconds), NeedsApproval: false)).Refusal;

        (refusal is null).ShouldBe(isAllowed);
    }

    [Fact]
    public void Plan_MoreStepsThanAnOperationCanKeep_IsRefused() =>
        Refusal(new World().Replicas(501), NewImage, RolloutIntent.OneByOne(501)).ShouldBe(Statement.Of(StatementCode.RolloutTooManySteps, "501", "500"));

    [Fact]
    public void Plan_OnDelete_IsRefused() =>
        Refusal(Whole().With(spec => spec with { UpdateStrategy = new() { Type = "OnDelete" } }), NewImage, [0]).ShouldBe(Statement.Of(StatementCode.RolloutOnDelete, "web"));

    [Fact]
    public void Plan_SetBeingDeleted_IsRefused()
    {
        var world = Whole();
        world.Set = world.Set with { Metadata = world.Set.Metadata with { DeletionTimestamp = World.Now } };

        Refusal(world, NewImage, [0]).ShouldBe(Statement.Of(StatementCode.PlanDeleting, "web"));
    }

    [Fact]
    public void Plan_PodsUnread_IsRefused()
    {
        var world = Whole();
        world.Unread = UnreadKinds.Pods;

        Refusal(world, NewImage, [0]).ShouldBe(Statement.Of(StatementCode.PlanUnread, "pods"));
    }

    [Fact]
    public void Plan_NothingToTakeOver_IsRefused() =>
        Refusal(Whole(), null, [0]).ShouldBe(Statement.Of(StatementCode.RolloutNothingToTakeOver, "web"));

    [Fact]
    public void Plan_TakeOverBeforeTheControllerHasSeenTheTemplate_IsRefused()
    {
        var world = new World().Revisions("web-old", "web-new").Pod(0).Pod(1).Pod(2);
        world.Set = world.Set with { Metadata = world.Set.Metadata with { Generation = 4 } };

        Refusal(world, null, [2]).ShouldBe(Statement.Of(StatementCode.RolloutNotObserved));
    }

    // web-2 is updated: at partition 3 it would come back on the old revision if it were made again
    [Fact]
    public void Plan_TakeOverThatWouldRaiseThePartition_IsRefused() =>
        Refusal(new World().Replicas(4).Partition(2).Revisions("web-old", "web-new").Pod(0).Pod(1).Pod(2, "web-new").Pod(3, "web-new"), null, [3, 0])
            .ShouldBe(Statement.Of(StatementCode.RolloutBehindHold, "3", "2"));

    // recordings/broken-rollout: the template is back, the broken pod is of neither revision
    [Fact]
    public void Plan_Trap_NamesThePodThatMustGoFirst() =>
        Refusal(new World().Pod(0).Pod(1).Pod(2, "web-broken", readyFor: null, waiting: "ImagePullBackOff"), NewImage, [2])
            .ShouldBe(Statement.Of(StatementCode.RolloutBlocked, "web-2"));

    // born broken: deleted, web-0 comes back on the template that it has, as long as the partition is above it
    [Fact]
    public void Plan_BrokenPodBelowTheFirstStep_IsRefused() =>
        Refusal(new World().Pod(0, readyFor: null, waiting: "CrashLoopBackOff").Pod(1).Pod(2), NewImage, [2, 0])
            .ShouldBe(Statement.Of(StatementCode.RolloutBrokenBelow, "web-0", "CrashLoopBackOff", "2"));

    // the controller makes it at once, on the revision that it has below the hold: no step of the plan would tell so
    [Fact]
    public void Plan_PodThatIsMissing_IsRefused() =>
        Refusal(new World().Pod(0).Pod(1), NewImage, [0]).ShouldBe(Statement.Of(StatementCode.RolloutInMotion, "web-2"));

    [Fact]
    public void Plan_PodThatStops_IsRefused() =>
        Refusal(new World().Pod(0).Pod(1, terminating: true).Pod(2), NewImage, [0]).ShouldBe(Statement.Of(StatementCode.RolloutInMotion, "web-1"));

    [Fact]
    public void Plan_BrokenPodThatTheFirstStepReaches_SaysThatItMustBeDeletedByHand()
    {
        var overview = new World().Pod(0, readyFor: null, waiting: "CrashLoopBackOff").Pod(1).Pod(2).Overview();
        var plan = RolloutPlanner.Plan(overview, new(overview.Name, NewImage, [0], TimeSpan.Zero, NeedsApproval: false));

        plan.Refusal.ShouldBeNull();
        plan.Hazards.ShouldContain(new Hazard(
            Severity.Caution, Statement.Of(StatementCode.HazardBrokenFirst, "web-0", "CrashLoopBackOff"), Statement.Of(StatementCode.ToGoOnDeletePod, "web-0")));
    }

    [Fact]
    public void Plan_BrokenPodUnderParallel_DoesNotHoldTheOthers() =>
        Refusal(new World().Parallel().Pod(0, readyFor: null, waiting: "CrashLoopBackOff").Pod(1).Pod(2), NewImage, [2, 0]).ShouldBeNull();

    private static World Whole() => new World().Pod(0).Pod(1).Pod(2);

    private static Statement? Refusal(World world, TemplateChange? change, ValueList<int> partitions)
    {
        var overview = world.Overview();
        return RolloutPlanner.Plan(overview, new(overview.Name, change, partitions, TimeSpan.FromSeconds(30), NeedsApproval: false)).Refusal;
    }
}
