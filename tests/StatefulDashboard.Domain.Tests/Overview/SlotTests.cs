using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Tests.Overview;

public sealed class SlotTests
{
    [Fact]
    public void From_StartOrdinal_CountsTheRangeFromIt()
    {
        var world = new World().With(spec => spec with { Replicas = 2, Ordinals = new() { Start = 5 } }).Pod(5).Pod(7).Claim(9);

        var overview = world.Overview();

        overview.Slots.Select(slot => (slot.Ordinal, slot.Position)).ShouldBe([
            (5, OrdinalPosition.Replica), (6, OrdinalPosition.Missing), (7, OrdinalPosition.Condemned), (9, OrdinalPosition.LeftBehind)]);
    }

    [Fact]
    public void From_OrdinalBelowTheStart_IsCondemned()
    {
        var overview = new World().With(spec => spec with { Replicas = 1, Ordinals = new() { Start = 3 } }).Pod(0).Pod(3).Overview();

        overview.Slot(0)!.Position.ShouldBe(OrdinalPosition.Condemned);
        overview.Phase.ShouldBe(StatefulSetPhase.ScalingDown);
    }

    [Fact]
    public void From_ClaimOfAnotherSetWithTheSamePrefix_IsNotTaken()
    {
        var overview = new World().Pod(0).Pod(1).Pod(2).Claim(0).Claim(3, set: "web-3").Overview();

        overview.Slots.Count.ShouldBe(3);
        overview.Slot(0)!.Claims[0].Exists.ShouldBeTrue();
        overview.Slot(1)!.Claims[0].Phase.ShouldBe(ClaimBinding.MissingPhase);
    }

    [Fact]
    public void From_AMillionReplicas_StaysBounded() =>
        new World().With(spec => spec with { Replicas = 1_000_000 }).Overview().Slots.Count.ShouldBe(1000);

    [Fact]
    public void From_RangeAtTheEndOfTheNumbers_DoesNotOverflow() =>
        new World().With(spec => spec with { Replicas = 5, Ordinals = new() { Start = int.MaxValue - 1 } }).Overview().Slots.Count.ShouldBe(2);

    [Fact]
    public void From_MinReadySeconds_BecomesAvailableByTimeAlone()
    {
        var world = new World().With(spec => spec with { Replicas = 1, MinReadySeconds = 10 }).Pod(0, readyFor: 4);

        var early = world.Overview();
        var late = world.Overview(World.Now.AddSeconds(6));

        early.Slot(0)!.State.ShouldBe(OrdinalState.Ready);
        early.NextChangeAt.ShouldBe(World.Now.AddSeconds(6));
        late.Slot(0)!.State.ShouldBe(OrdinalState.Available);
        late.NextChangeAt.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, "web-old")]
    [InlineData(1, "web-old")]
    [InlineData(2, "web-new")]
    public void From_Partition_SaysWhichRevisionARestartWouldGive(int ordinal, string revision) =>
        new World().Revisions("web-old", "web-new").Partition(2).Pod(0).Pod(1).Pod(2).Overview().Slot(ordinal)!.RevisionIfMadeNow.ShouldBe(revision);

    [Fact]
    public void From_OnDelete_GivesTheUpdateRevisionToAll() =>
        new World().Revisions("web-old", "web-new").With(spec => spec with { UpdateStrategy = new() { Type = "OnDelete" } }).Pod(0)
            .Overview().Slot(0)!.RevisionIfMadeNow.ShouldBe("web-new");

    [Fact]
    public void From_EqualSnapshots_AreEqual() => new World().Pod(0).Claim(0).Overview().ShouldBe(new World().Pod(0).Claim(0).Overview());
}
