using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Domain.Tests.Operations;

/// <summary>What a page says of each step of an operation.</summary>
public sealed class StepProgressTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("start", "Now Next Next Next Next", 0)]
    [InlineData("release:1", "Done Now Next Next Next", 1)]
    [InlineData("gate:1", "Done Done Now Next Next", 2)]
    [InlineData("release:0", "Done Done Done Now Now", 3)]
    [InlineData("gate:0", "Done Done Done Now Now", 3)]
    [InlineData("finish", "Done Done Done Done Done", 5)]
    [InlineData("nobody knows", "Next Next Next Next Next", 0)]
    public void Of_Running_TellsWhatIsDoneAndWhatIsNow(string step, string states, int done)
    {
        var progress = StepProgress.Of(Rollout(step, OperationState.Running));

        string.Join(' ', progress.States).ShouldBe(states);
        progress.Done.ShouldBe(done);
    }

    [Theory]
    [InlineData(OperationState.Aborting)]
    [InlineData(OperationState.Aborted)]
    [InlineData(OperationState.Failed)]
    public void Of_EndedBeforeAllWasDone_LeavesTheRestOut(OperationState state) =>
        string.Join(' ', StepProgress.Of(Rollout("gate:1", state)).States).ShouldBe("Done Done LeftOut LeftOut LeftOut");

    [Theory]
    [InlineData(OperationState.Held)]
    [InlineData(OperationState.Paused)]
    [InlineData(OperationState.WaitingForApproval)]
    public void Of_Waiting_IsStillAtItsStep(OperationState state) =>
        string.Join(' ', StepProgress.Of(Rollout("gate:1", state)).States).ShouldBe("Done Done Now Next Next");

    [Fact]
    public void Of_PausedWhileItGoesBack_LeavesTheRestOut()
    {
        var operation = Rollout("release:0", OperationState.Paused) with { Rollout = new("a", "b", 3, [], IsAborting: true) };

        StepProgress.Of(operation).States[^1].ShouldBe(StepState.LeftOut);
    }

    [Fact]
    public void Of_Done_IsAllDone() => StepProgress.Of(Rollout("release:1", OperationState.Done)).Done.ShouldBe(5);

    [Fact]
    public void Of_NoSteps_IsNothing() => StepProgress.Of(Rollout("start", OperationState.Running) with { Steps = [] }).ShouldBe(new([], 0));

    // the gate of the last release is not named by the plan; a step without a key belongs to the one before
    private static Operation Rollout(string step, OperationState state)
    {
        var text = Statement.Of(StatementCode.StepGate);
        return new(
            "abc", ActionKind.Rollout, new("db", "web"), "uid", 3, new ScaleIntent(new("db", "web"), 1),
            [new(null, text, "start"), new(1, text, "release:1"), new(null, text, "gate:1"), new(0, text, "release:0"), new(0, text)],
            step, Now, state, null, "ann", "ann", Now, null, []);
    }
}
