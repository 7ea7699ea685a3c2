using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Planning;

public sealed class DeletionRefusalTests
{
    [Theory]
    [InlineData("www-web-7")]
    [InlineData("www-webx-0")]
    [InlineData("www-web-00")]
    [InlineData("")]
    public void Plan_NameThatIsNoClaimOfThisSet_IsRefused(string name)
    {
        var world = Whole().Claim(0, set: "webx");

        Refusal(world, PodChoice.StopInOrder, [name], []).ShouldBe(Statement.Of(StatementCode.DeletionClaimUnknown, name, "web"));
        Refusal(world, PodChoice.StopInOrder, [], [name]).ShouldBe(Statement.Of(StatementCode.DeletionClaimUnknown, name, "web"));
    }

    // what cannot be read cannot be kept for certain
    [Theory]
    [InlineData(UnreadKinds.PersistentVolumeClaims, nameof(StatementCode.DeletionClaimsUnread))]
    [InlineData(UnreadKinds.Pods, nameof(StatementCode.PlanUnread))]
    [InlineData(UnreadKinds.StatefulSets, nameof(StatementCode.PlanUnread))]
    [InlineData(UnreadKinds.PersistentVolumes, null)]
    public void Plan_KindsUnread_InDoubtKeeps(UnreadKinds unread, string? refusal)
    {
        var world = Whole();
        world.Unread = unread;

        (Refusal(world, PodChoice.StopInOrder, [], [])?.Code.ToString()).ShouldBe(refusal);
    }

    [Fact]
    public void Plan_VolumesUnread_DoesNotPromiseWhatHappensToTheData()
    {
        var world = Whole();
        world.Unread = UnreadKinds.PersistentVolumes;
        var overview = world.Overview();
        var plan = DeletionPlanner.Plan(overview, new(overview.Name, PodChoice.StopInOrder, [], ["www-web-0"]));

        plan.Consequences.Single(item => item.Name == "www-web-0").Text.Code.ShouldBe(StatementCode.ClaimGoesUnknown);
        plan.Hazards.ShouldContain(new Hazard(Severity.Danger, Statement.Of(StatementCode.HazardClaimsChosen, "1", "1 GiB", "?")));
    }

    [Fact]
    public void Plan_SetBeingDeleted_IsRefused()
    {
        var world = Whole();
        world.Set = world.Set with { Metadata = world.Set.Metadata with { DeletionTimestamp = World.Now } };

        Refusal(world, PodChoice.StopInOrder, [], []).ShouldBe(Statement.Of(StatementCode.PlanDeleting, "web"));
    }

    [Fact]
    public void Plan_OrphanWithClaimsToDeleteOrSnapshot_SaysWhyNot()
    {
        Refusal(Whole(), PodChoice.Orphan, [], ["www-web-0"]).ShouldBe(Statement.Of(StatementCode.DeletionOrphanClaims));
        Refusal(Whole(), PodChoice.Orphan, ["www-web-0"], []).ShouldBe(Statement.Of(StatementCode.DeletionOrphanClaims));
        Refusal(Whole(), PodChoice.Orphan, [], []).ShouldBeNull();
    }

    // orphaned in that moment they stop and are never made again
    [Fact]
    public void Plan_OrphanWhilePodsMove_IsRefused()
    {
        Refusal(Whole().Pod(5), PodChoice.Orphan, [], []).ShouldBe(Statement.Of(StatementCode.DeletionOrphanMoves, "web-5"));
        Refusal(new World().Pod(0).Pod(1, terminating: true).Pod(2), PodChoice.Orphan, [], []).ShouldBe(Statement.Of(StatementCode.DeletionOrphanMoves, "web-1"));
        Refusal(Whole().Revisions("web-old", "web-new"), PodChoice.Orphan, [], []).ShouldBe(Statement.Of(StatementCode.DeletionOrphanMoves, "web-0, web-1, web-2"));
        Refusal(Whole().Revisions("web-old", "web-new").Partition(3), PodChoice.Orphan, [], []).ShouldBeNull();
    }

    [Fact]
    public void Plan_ClaimWhoseOwnerIsStopping_CannotBeKeptForCertain()
    {
        var world = Whole().Pod(3, terminating: true).Claim(3, owners: "Pod");

        Refusal(world, PodChoice.StopInOrder, [], []).ShouldBe(Statement.Of(StatementCode.DeletionClaimGoing, "www-web-3", "web-3"));
        Refusal(world, PodChoice.StopInOrder, ["www-web-3"], ["www-web-3"]).ShouldBe(Statement.Of(StatementCode.DeletionClaimGoing, "www-web-3", "web-3"));
        Refusal(world, PodChoice.StopInOrder, [], ["www-web-3"]).ShouldBeNull();
    }

    [Fact]
    public void Plan_SnapshotOfWhatIsNotThere_IsRefused()
    {
        var world = Whole();
        world.Claims[1] = world.Claims[1] with { Status = new() { Phase = "Pending" } };
        Refusal(world, PodChoice.StopInOrder, ["www-web-1"], []).ShouldBe(Statement.Of(StatementCode.DeletionSnapshotImpossible, "www-web-1", "Pending"));

        Refusal(new World().Pod(0).Claim(0, terminating: true), PodChoice.StopInOrder, ["www-web-0"], [])
            .ShouldBe(Statement.Of(StatementCode.DeletionSnapshotImpossible, "www-web-0", "Terminating"));
    }

    [Theory]
    [InlineData("csi-snapshots", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a\nb", false)]
    [InlineData("../x", false)]
    public void Plan_SnapshotClass_MustBeAName(string name, bool isAllowed)
    {
        var overview = Whole().Overview();

        (DeletionPlanner.Plan(overview, new(overview.Name, PodChoice.StopInOrder, ["www-web-0"], [], name)).Refusal is null).ShouldBe(isAllowed);
    }

    private static World Whole() => new World().Pod(0).Pod(1).Pod(2).Claim(0).Claim(1).Claim(2);

    private static Statement? Refusal(World world, PodChoice pods, ValueList<string> snapshots, ValueList<string> deletions)
    {
        var overview = world.Overview();
        return DeletionPlanner.Plan(overview, new(overview.Name, pods, snapshots, deletions)).Refusal;
    }
}
