using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Operations;

/// <summary>What comes next in a safe deletion, by where it is and what is there.</summary>
public sealed class DeletionDriverTests
{
    private static readonly DateTimeOffset Now = World.Now;

    [Fact]
    public void Retain_PolicyWouldTakeClaims_IsChangedBeforeAnythingElse() =>
        Tell(Deletion(StepKey.Retain), Policy("Delete", "Retain").Pod(0).Pod(1).Pod(2), Bound).ShouldBe("send RetainClaims");

    [Fact]
    public void Unbind_AnOwnerIsLeft_NoPodStops()
    {
        Tell(Deletion(StepKey.Retain), Running(), Bound).ShouldBe("note unbind");
        Tell(Deletion(StepKey.Unbind), Running(), Bound).ShouldBe("send UnbindClaim");
        Tell(Deletion(StepKey.Stop(2)), Running(), Bound).ShouldBe("note unbind", "one that has come back is seen at any step");
        Tell(Deletion(StepKey.Unbind), Running(), Free).ShouldBe("note stop:2");
    }

    [Fact]
    public void Unbind_ClaimIsAnotherOfTheSameName_IsNotTouched() =>
        Tell(Deletion(StepKey.Unbind), Running(), [new("www-web-0", "another", false, ["set-uid"])]).ShouldBe("note stop:2");

    [Fact]
    public void Stop_Ordered_OneRequestThenEachOrdinalFromTheTop()
    {
        Tell(Deletion(StepKey.Stop(2)), Running(), Free).ShouldBe("send SetReplicas { Replicas = 0 }");
        var down = Replicas(0);
        Tell(Deletion(StepKey.Stop(2), replicas: 0), down().Pod(0).Pod(1).Pod(2, terminating: true), Free).ShouldBe("wait WaitGone");
        Tell(Deletion(StepKey.Stop(2), replicas: 0), down().Pod(0).Pod(1), Free).ShouldBe("note stop:1");
        Tell(Deletion(StepKey.Stop(0), replicas: 0), down(), Free).ShouldBe("note delete");
    }

    [Fact]
    public void Stop_Parallel_OneAtATime()
    {
        World Parallel(int replicas) => new World().With(spec => spec with { PodManagementPolicy = "Parallel", Replicas = replicas });

        Tell(Deletion(StepKey.Stop(2)), Parallel(3).Pod(0).Pod(1).Pod(2), Free).ShouldBe("send SetReplicas { Replicas = 2 }");
        Tell(Deletion(StepKey.Stop(2), replicas: 2), Parallel(2).Pod(0).Pod(1).Pod(2, terminating: true), Free).ShouldBe("wait WaitGone");
        Tell(Deletion(StepKey.Stop(1), replicas: 2), Parallel(2).Pod(0).Pod(1), Free).ShouldBe("send SetReplicas { Replicas = 1 }");
    }

    [Fact]
    public void Stop_StartOrdinal_CountsFromIt()
    {
        var world = new World().With(spec => spec with { PodManagementPolicy = "Parallel", Replicas = 3, Ordinals = new() { Start = 5 } }).Pod(5).Pod(6).Pod(7);

        Tell(Deletion(StepKey.Stop(7)), world, Free).ShouldBe("send SetReplicas { Replicas = 2 }");
    }

    [Fact]
    public void Stop_SomebodyScalesUp_IsHeld() =>
        Tell(Deletion(StepKey.Stop(1), replicas: 0), Replicas(2)().Pod(0).Pod(1), Free).ShouldBe("held HeldReplicasChanged");

    [Fact]
    public void Snapshot_IsMadeAfterTheLastPodAndWaitedFor()
    {
        var operation = Deletion(StepKey.Stop(0), replicas: 0, snapshots: ["www-web-1"]);
        Tell(operation, Replicas(0)(), Free).ShouldBe("note snapshot:www-web-1");
        operation = operation with { Step = "snapshot:www-web-1" };

        Tell(operation, Replicas(0)(), Free).ShouldBe("send CreateSnapshot { Claim = www-web-1, Snapshot = www-web-1-id, SnapshotClass =  }");
        Tell(operation, Replicas(0)(), Free, new SnapshotFacts("www-web-1", false, null)).ShouldBe("wait WaitSnapshot");
        Tell(operation, Replicas(0)(), Free, new SnapshotFacts("www-web-1", false, "no space")).ShouldBe("held HeldSnapshot");
        Tell(operation, Replicas(0)(), Free, new SnapshotFacts("www-web-1", true, null)).ShouldBe("note delete");
        Tell(operation, Replicas(0)(), [Claim(0)]).ShouldBe("held HeldClaimGone");
    }

    [Fact]
    public void Delete_SetIsThere_IsSentAndThenNamedClaimsOneByOne()
    {
        var operation = Deletion(StepKey.Delete, replicas: 0, deletions: ["www-web-0", "www-web-2"]);
        Tell(operation, Replicas(0)(), Free).ShouldBe("send DeleteSet { OrphanPods = False }");

        Tell(operation, null, Free).ShouldBe("note claim:www-web-0");
        Tell(operation with { Step = "claim:www-web-0" }, null, Free).ShouldBe("send DeleteClaim { Name = www-web-0, Uid = uid-0 }");
        Tell(operation with { Step = "claim:www-web-0" }, null, [Claim(0) with { IsTerminating = true }, Claim(1), Claim(2)]).ShouldBe("wait WaitClaimGone");
        Tell(operation with { Step = "claim:www-web-0" }, null, [Claim(1), Claim(2)]).ShouldBe("note claim:www-web-2");
        Tell(operation with { Step = "claim:www-web-2" }, null, [Claim(1)]).ShouldBe("done DeletionDone");
        Tell(operation, null, [Claim(0) with { Uid = "another" }, Claim(1)]).ShouldBe("done DeletionDone", "claims of the same name that came later are not meant");
    }

    [Fact]
    public void DeleteClaim_SetWasMadeAgain_IsHeld() =>
        Tell(Deletion(StepKey.Delete, deletions: ["www-web-0"]) with { Uid = "the one before" }, Running(), Free).ShouldBe("held HeldMadeAgain");

    [Fact]
    public void DeleteClaim_ItsSnapshotIsGone_IsHeld()
    {
        var operation = Deletion("claim:www-web-0", replicas: 0, snapshots: ["www-web-0"], deletions: ["www-web-0"]);

        Tell(operation, null, Free).ShouldBe("held HeldSnapshotGone");
        Tell(operation, null, Free, new SnapshotFacts("www-web-0", true, null)).ShouldBe("send DeleteClaim { Name = www-web-0, Uid = uid-0 }");
    }

    [Fact]
    public void Delete_SomebodyElseHasDeletedTheSetEarlier_NoClaimIsDeleted() =>
        Tell(Deletion(StepKey.Stop(2), deletions: ["www-web-0"]), null, Free).ShouldBe("failed OperationSetGone");

    [Fact]
    public void Orphan_NoPodStops() =>
        Tell(Deletion(StepKey.Delete, pods: PodChoice.Orphan), Running(), Free).ShouldBe("send DeleteSet { OrphanPods = True }");

    [Fact]
    public void Step_ViewIsOlderThanTheLastWrite_NothingIsDecided() =>
        Tell(Deletion(StepKey.Stop(2)) with { Generation = 4 }, Running(), Free).ShouldBe("wait WaitObserved");

    private static ValueList<ClaimFacts> Free => [Claim(0), Claim(1), Claim(2)];

    private static ValueList<ClaimFacts> Bound => [Claim(0) with { OwnerUids = ["set-uid"] }, Claim(1), Claim(2)];

    private static ClaimFacts Claim(int ordinal) => new("www-web-" + ordinal, "uid-" + ordinal, false, []);

    private static World Running() => new World().Pod(0).Pod(1).Pod(2);

    private static Func<World> Replicas(int replicas) => () => new World().With(spec => spec with { Replicas = replicas });

    private static World Policy(string whenScaled, string whenDeleted) =>
        new World().With(spec => spec with { PersistentVolumeClaimRetentionPolicy = new() { WhenScaled = whenScaled, WhenDeleted = whenDeleted } });

    private static Operation Deletion(string step, int replicas = 3, PodChoice pods = PodChoice.StopInOrder, ValueList<string>? snapshots = null, ValueList<string>? deletions = null)
    {
        var intent = new DeletionIntent(new("db", "web"), pods, snapshots ?? [], deletions ?? []);
        return new("id", ActionKind.Deletion, intent.Name, "set-uid", 3, intent, [], step, Now, OperationState.Running, null, "ann", "ann", Now, null, [])
        {
            Deletion = new([new("www-web-0", "uid-0", 0), new("www-web-1", "uid-1", 1), new("www-web-2", "uid-2", 2)], replicas),
        };
    }

    private static string Tell(Operation operation, World? world, ValueList<ClaimFacts> claims, params SnapshotFacts[] snapshots) =>
        DeletionDriver.Next(operation, new(world?.Overview(), claims, snapshots.ToValueList()), Now) switch
        {
            OperationMove.Send { Write: StepWrite.UnbindClaim } => "send UnbindClaim",
            OperationMove.Send { Write: StepWrite.RetainClaims } => "send RetainClaims",
            OperationMove.Send send => "send " + send.Write,
            OperationMove.Wait wait => "wait " + wait.Reason.Code,
            OperationMove.Note { Operation.IsOver: true } note => note.Operation.State.ToString().ToLowerInvariant() + " " + note.Operation.Reason!.Code,
            OperationMove.Note { Operation.State: OperationState.Held } note => "held " + note.Operation.Reason!.Code,
            OperationMove.Note note => "note " + note.Operation.Step,
            _ => "?",
        };
}
