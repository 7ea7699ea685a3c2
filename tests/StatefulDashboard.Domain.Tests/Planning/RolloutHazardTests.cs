using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Planning;

public sealed class RolloutHazardTests
{
    [Fact]
    public void Plan_HealthySet_SaysWhatABrokenImageWouldDoAndThatReadyCountsAtOnce() =>
        Hazards(Whole(), "nginx:1.28", [2, 0], TimeSpan.Zero).ShouldBe([
            new Hazard(Severity.Note, Statement.Of(StatementCode.HazardTrapAhead)),
            new Hazard(Severity.Note, Statement.Of(StatementCode.HazardReadyCounts))]);

    [Fact]
    public void Plan_MinReadySeconds_IsATestOfItsOwn() =>
        Codes(Hazards(Whole().With(spec => spec with { MinReadySeconds = 10 }), "nginx:1.28", [2, 0], TimeSpan.Zero)).ShouldNotContain(StatementCode.HazardReadyCounts);

    [Fact]
    public void Plan_Parallel_HasNoTrap()
    {
        var codes = Codes(Hazards(Whole().Parallel(), "nginx:1.28", [2, 0], TimeSpan.Zero));

        codes.ShouldContain(StatementCode.HazardParallelRollout);
        codes.ShouldNotContain(StatementCode.HazardTrapAhead);
    }

    [Fact]
    public void Plan_OneReplica_HasNoCanary() =>
        Codes(Hazards(new World().Replicas(1).Pod(0), "nginx:1.28", [0], TimeSpan.Zero)).ShouldContain(StatementCode.HazardNoCanary);

    [Fact]
    public void Plan_AllInOneStep_IsSaid() =>
        Codes(Hazards(Whole(), "nginx:1.28", [0], TimeSpan.Zero)).ShouldContain(StatementCode.HazardAllAtOnce);

    [Theory]
    [InlineData("nginx", true)]
    [InlineData("nginx:latest", true)]
    [InlineData("registry:5000/nginx", true)]
    [InlineData("nginx:1.28", false)]
    [InlineData("nginx@sha256:00", false)]
    public void Plan_ImageWithoutAFixedVersion_IsSaid(string image, bool isSaid) =>
        Codes(Hazards(Whole(), image, [2, 0], TimeSpan.Zero)).Contains(StatementCode.HazardMovingTag).ShouldBe(isSaid);

    // the kubelet's message names the image that it cannot pull in quotes
    [Theory]
    [InlineData("nginx:broken", true)]
    [InlineData("nginx:brok", false)]
    public void Plan_ImageThatFailsToPullNow_IsADanger(string image, bool isDanger)
    {
        var world = Whole().Pod(3, readyFor: null, waiting: "ImagePullBackOff").Replicas(4).Parallel();
        world.Pods[3] = WithMessage(world.Pods[3], "Back-off pulling image \"nginx:broken\": ErrImagePull: not found");

        var dangers = Hazards(world, image, [3, 0], TimeSpan.Zero).Where(hazard => hazard.Severity == Severity.Danger);

        dangers.ShouldBe(isDanger ? [new Hazard(Severity.Danger, Statement.Of(StatementCode.HazardImageFails, "nginx:broken", "web-3", "ImagePullBackOff"))] : []);
    }

    [Fact]
    public void Plan_ChangeDuringARollout_SaysWhatIsLeftHalfDone()
    {
        var world = new World().Partition(2).Revisions("web-old", "web-new").Pod(0).Pod(1).Pod(2, "web-new");

        var hazards = Hazards(world, "nginx:1.28", [2, 0], TimeSpan.Zero);

        hazards.ShouldContain(new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardHalfDone, "web-new", "web-2")));
        hazards.ShouldContain(new Hazard(Severity.Note, Statement.Of(StatementCode.HazardPartitionToZero, "2")));
    }

    // going back to the old image gives the old revision: who is on it is not replaced
    [Fact]
    public void Plan_ChangeDuringARollout_DoesNotPromiseThatPodsOfAnotherRevisionAreReplaced()
    {
        var overview = new World().Partition(2).Revisions("web-old", "web-new").Pod(0).Pod(1).Pod(2, "web-new").Overview();
        var plan = RolloutPlanner.Plan(overview, new(overview.Name, TemplateChange.OfImage("nginx", "nginx:1.26"), [0], TimeSpan.Zero, NeedsApproval: false));

        plan.Consequences.Where(item => item.Object == "Pod").Select(item => (item.Name, item.Text.Code)).ShouldBe([
            ("web-2", StatementCode.PodReplaced), ("web-1", StatementCode.PodReplacedUnless), ("web-0", StatementCode.PodReplacedUnless)]);
    }

    [Theory]
    [InlineData("2", "2")]
    [InlineData("34%", "2")] // of 3, rounded up
    [InlineData("1", null)]
    [InlineData("33%", null)]
    [InlineData(null, null)]
    public void Plan_MaxUnavailable_IsSaidWhereItAllowsMoreThanOne(string? maxUnavailable, string? count)
    {
        var world = Whole().With(spec => spec with { UpdateStrategy = new() { RollingUpdate = new() { MaxUnavailable = maxUnavailable } } });

        var said = Hazards(world, "nginx:1.28", [2, 0], TimeSpan.Zero).SingleOrDefault(hazard => hazard.Text.Code == StatementCode.HazardMaxUnavailable);

        (said?.Text.Arguments[1]).ShouldBe(count);
    }

    [Fact]
    public void Plan_TakeOver_LeavesNothingHalfDone()
    {
        var overview = new World().Partition(2).Revisions("web-old", "web-new").Pod(0).Pod(1).Pod(2, "web-new").Overview();

        Codes(RolloutPlanner.Plan(overview, new(overview.Name, null, [1, 0], TimeSpan.Zero, NeedsApproval: false)).Hazards).ShouldNotContain(StatementCode.HazardHalfDone);
    }

    private static Pod WithMessage(Pod pod, string message) => pod with
    {
        Status = pod.Status with
        {
            ContainerStatuses = [pod.Status.ContainerStatuses[0] with { State = new() { Waiting = new() { Reason = "ImagePullBackOff", Message = message } } }],
        },
    };

    private static World Whole() => new World().Pod(0).Pod(1).Pod(2);

    private static ValueList<Hazard> Hazards(World world, string image, ValueList<int> partitions, TimeSpan soak)
    {
        var overview = world.Overview();
        return RolloutPlanner.Plan(overview, new(overview.Name, TemplateChange.OfImage("nginx", image), partitions, soak, NeedsApproval: false)).Hazards;
    }

    private static StatementCode[] Codes(IEnumerable<Hazard> hazards) => [.. hazards.Select(hazard => hazard.Text.Code)];
}
