using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Domain.Tests.Operations;

/// <summary>What comes next in a rollout from web-old to web-new, by where it is and how the pods are.</summary>
public sealed class RolloutDriverTests
{
    private static readonly DateTimeOffset Now = World.Now;

    [Fact]
    public void Start_NotDone_IsSentOnlyOnThePlannedGeneration()
    {
        var set = Steady().Overview();

        Send(Next(Rollout(StepKey.Start), set, new StartFacts(3, IsDone: false))).ShouldBe(new StepWrite.StartRollout(3));
        End(Next(Rollout(StepKey.Start) with { Generation = 2 }, set, new StartFacts(3, IsDone: false))).ShouldBe((OperationState.Failed, StatementCode.OperationChangedBefore), "somebody else was first, and nothing was done");
        Wait(Next(Rollout(StepKey.Start), set, new StartFacts(4, IsDone: true))).ShouldBe(StatementCode.WaitObserved, "the watch is behind what was read");
    }

    [Fact]
    public void Start_Done_NotesTheRevisionAndGoesToTheFirstRelease()
    {
        var set = Pods(partition: 3, "old", "old", "old").Overview();

        var noted = Note(Next(Rollout(StepKey.Start) with { Generation = 2 }, set, new StartFacts(3, IsDone: true)));

        (noted.Step, noted.Rollout!.TargetRevision, noted.Generation).ShouldBe(("release:2", "web-new", 3));
    }

    [Theory]
    [InlineData(3, "release:2", "send 2")]
    [InlineData(2, "release:2", "note gate:2")] // it was sent, and not noted
    [InlineData(1, "release:2", "held HeldPartitionChanged")]
    [InlineData(0, "release:2", "held HeldPartitionChanged")]
    [InlineData(2, "release:1", "send 1")]
    [InlineData(3, "gate:2", "held HeldPartitionChanged")] // somebody has raised it
    public void Release_ByPartition(int partition, string step, string expected) =>
        Tell(Next(Rollout(step), Pods(partition, "old", "old", "new").Overview())).ShouldBe(expected);

    [Theory]
    [InlineData("new", "note release:1")]
    [InlineData("old", "wait WaitUpdated")]
    [InlineData("missing", "wait WaitUpdated")]
    [InlineData("stopping", "wait WaitGone")]
    [InlineData("starting", "wait WaitAvailable")]
    [InlineData("broken", "held HeldFault")]
    [InlineData("restarted", "held HeldRestarted")]
    public void Gate_ByThePodThatWasReleased(string pod, string expected) =>
        Tell(Next(Rollout("gate:2"), Pods(2, "old", "old", pod).Overview())).ShouldBe(expected);

    [Fact]
    public void Gate_Soak_CountsFromTheMomentAtWhichTheLastBecameAvailable()
    {
        var set = new World().Partition(2).Revisions("web-old", "web-new").Pod(0).Pod(1).Pod(2, "web-new", readyFor: 20).Overview();

        var wait = Next(Rollout("gate:2", soak: 30), set).ShouldBeOfType<OperationMove.Wait>();
        (wait.Reason.Code, wait.At).ShouldBe((StatementCode.WaitSoak, Now.AddSeconds(10)));
        RolloutDriver.Next(Rollout("gate:2", soak: 30), new(set), Now.AddSeconds(10)).ShouldBeOfType<OperationMove.Note>();
    }

    [Fact]
    public void Gate_RestartsFromBefore_AreForgiven()
    {
        var set = Pods(2, "old", "old", "restarted").Overview();
        var forgiven = Rollout("gate:2") with { Rollout = Progress with { Restarts = OperationChanges.RestartsOf(set) } };

        Tell(Next(forgiven, set)).ShouldBe("note release:1");
    }

    [Fact]
    public void Release_Approval_WaitsForThisPartitionAndHoldsWhenAPodFailsMeanwhile()
    {
        var well = Pods(2, "old", "old", "new").Overview();
        var asked = Note(Next(Rollout("release:1", approval: true), well));
        asked.State.ShouldBe(OperationState.WaitingForApproval);
        Tell(Next(asked, well)).ShouldBe("wait WaitApproval");
        RolloutDriver.AwaitedPartition(asked).ShouldBe(1);

        Tell(Next(asked.Approve(1, "ann", Now), well)).ShouldBe("send 1");
        Tell(Next(asked.Approve(0, "ann", Now), well)).ShouldBe("note release:1", "approved was another step");
        Tell(Next(asked, Pods(2, "old", "old", "broken").Overview())).ShouldBe("held HeldFault");
    }

    [Fact]
    public void Step_TemplateIsOfAnotherRevision_IsHeld() =>
        Tell(Next(Rollout("gate:2"), Pods(2, "old", "old", "new").Revisions("web-old", "web-else").Overview())).ShouldBe("held HeldTemplateChanged");

    [Fact]
    public void Step_ViewIsOlderThanTheLastWrite_NothingIsDecided() =>
        Tell(Next(Rollout("release:1") with { Generation = 4 }, Pods(2, "old", "old", "new").Overview())).ShouldBe("wait WaitObserved");

    [Fact]
    public void Step_SetIsGoneOrAnother_Fails()
    {
        End(Next(Rollout("gate:2"), null)).State.ShouldBe(OperationState.Failed);
        End(Next(Rollout("gate:2") with { Uid = "another" }, Steady().Overview())).State.ShouldBe(OperationState.Failed);
    }

    [Fact]
    public void Finish_CurrentRevisionIsTheNewOne_IsDone()
    {
        Tell(Next(Rollout(StepKey.Finish), Pods(0, "new", "new", "new").Overview())).ShouldBe("wait WaitFinish");
        End(Next(Rollout(StepKey.Finish), Pods(0, "new", "new", "new").Revisions("web-new", "web-new").Overview())).ShouldBe((OperationState.Done, StatementCode.RolloutDone));
    }

    [Fact]
    public void Abort_PutsTheTemplateBackOnceThenNamesThePodThenIsOver()
    {
        var aborting = Rollout("gate:2").Abort("ann", Now);
        aborting.State.ShouldBe(OperationState.Aborting);

        Send(Next(aborting, Pods(2, "old", "old", "broken").Overview())).ShouldBe(new StepWrite.RestoreTemplate("web-old"));
        var back = Pods(2, "old", "old", "broken").Revisions("web-old", "web-old");
        Tell(Next(aborting, back.Overview())).ShouldBe("wait AbortNeedsPod");
        End(Next(aborting, Pods(2, "old", "old", "old").Revisions("web-old", "web-old").Overview())).ShouldBe((OperationState.Aborted, StatementCode.AbortDone));
        End(Next(aborting, Pods(2, "old", "old", "new").Revisions("web-old", "web-else").Overview())).ShouldBe((OperationState.Aborted, StatementCode.AbortTemplateChanged), "what somebody else wants is left alone");
    }

    [Fact]
    public void Abort_AtTheStart_GoesByWhetherTheFirstRequestWasCarriedOut()
    {
        var aborting = (Rollout(StepKey.Start) with { Rollout = Progress with { TargetRevision = "" } }).Abort("ann", Now);
        var patched = Pods(3, "old", "old", "old").Overview();

        End(Next(aborting, Steady().Overview(), new StartFacts(3, IsDone: false))).ShouldBe((OperationState.Aborted, StatementCode.OperationStoppedAt));
        var known = Note(Next(aborting, patched, new StartFacts(3, IsDone: true)));
        known.Rollout!.TargetRevision.ShouldBe("web-new");
        Send(Next(known, patched, new StartFacts(3, IsDone: true))).ShouldBe(new StepWrite.RestoreTemplate("web-old"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Step_SetIsScaled_IsHeldAndNothingIsReleased(int replicas)
    {
        var set = Pods(2, "old", "old", "new").With(spec => spec with { Replicas = replicas }).Overview();
        var planned = Rollout("gate:2") with { Rollout = Progress with { Replicas = 3 } };

        Tell(Next(planned, set)).ShouldBe("held HeldScaled");
        Tell(Next(planned.Retry("ann", set, Now), set)).ShouldNotBe("held HeldScaled", "a person has looked at it");
    }

    [Fact]
    public void Resume_OfAnAbortThatWasHeld_GoesOnBack() =>
        Rollout("gate:2").Abort("ann", Now).Hold(Statement.Of(StatementCode.OperationForbidden, "no"), Now).Retry("bob", null, Now).State.ShouldBe(OperationState.Aborting);

    private static RolloutProgress Progress => new("web-old", "web-new", 3, []);

    private static Operation Rollout(string step, int soak = 0, bool approval = false)
    {
        var intent = new RolloutIntent(new("db", "web"), TemplateChange.OfImage("nginx", "nginx:2"), [2, 1, 0], TimeSpan.FromSeconds(soak), approval);
        return new("id", ActionKind.Rollout, intent.Name, "set-uid", 3, intent, [], step, Now, OperationState.Running, null, "ann", "ann", Now, null, []) { Rollout = Progress };
    }

    private static World Steady() => new World().Pod(0).Pod(1).Pod(2);

    private static World Pods(int partition, params string[] pods)
    {
        var world = new World().Partition(partition).Revisions("web-old", "web-new");
        foreach (var (ordinal, pod) in pods.Index())
        {
            _ = pod switch
            {
                "old" => world.Pod(ordinal),
                "new" => world.Pod(ordinal, "web-new"),
                "starting" => world.Pod(ordinal, "web-new", readyFor: null, age: 1),
                "broken" => world.Pod(ordinal, "web-new", readyFor: null, waiting: "ImagePullBackOff"),
                "restarted" => world.Pod(ordinal, "web-new", restarts: 1),
                "stopping" => world.Pod(ordinal, terminating: true),
                _ => world,
            };
        }

        return world;
    }

    private static OperationMove Next(Operation operation, StatefulSetOverview? set, StartFacts? start = null) => RolloutDriver.Next(operation, new(set, start), Now);

    private static StepWrite Send(OperationMove move) => move.ShouldBeOfType<OperationMove.Send>().Write;

    private static Operation Note(OperationMove move) => move.ShouldBeOfType<OperationMove.Note>().Operation;

    private static StatementCode Wait(OperationMove move) => move.ShouldBeOfType<OperationMove.Wait>().Reason.Code;

    private static (OperationState State, StatementCode Why) End(OperationMove move)
    {
        var over = Note(move);
        over.IsOver.ShouldBeTrue();
        return (over.State, over.Reason!.Code);
    }

    private static string Tell(OperationMove move) => move switch
    {
        OperationMove.Send { Write: StepWrite.SetPartition partition } => "send " + partition.Partition,
        OperationMove.Send send => "send " + send.Write,
        OperationMove.Wait wait => "wait " + wait.Reason.Code,
        OperationMove.Note { Operation.State: OperationState.Held } note => "held " + note.Operation.Reason!.Code,
        OperationMove.Note note => "note " + note.Operation.Step,
        _ => "?",
    };
}
