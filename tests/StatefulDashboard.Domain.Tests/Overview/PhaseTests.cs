using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Overview;

public sealed class PhaseTests
{
    [Fact]
    public void Phase_AllAvailable_IsSteady() => Phase(new World().Pod(0).Pod(1).Pod(2)).ShouldBe((StatefulSetPhase.Steady, StatementCode.Steady));

    [Fact]
    public void Phase_ZeroReplicas_IsSteady() => Phase(new World().With(spec => spec with { Replicas = 0 })).ShouldBe((StatefulSetPhase.Steady, StatementCode.ScaledToZero));

    [Fact]
    public void Phase_TopIsMissing_ScalesUp() => Phase(new World().Pod(0)).ShouldBe((StatefulSetPhase.ScalingUp, StatementCode.Creating));

    [Fact]
    public void Phase_TopIsStarting_WaitsForIt()
    {
        var explanation = new World().Pod(0, readyFor: 3600, age: 3612).Pod(1, readyFor: null, age: 20).Overview().Explanation;

        explanation.Headline.ShouldBe(Statement.Of(StatementCode.WaitsForReady, "web-1"));
        explanation.Since.ShouldBe(World.Now.AddSeconds(-20));
        explanation.Usual.ShouldBe(TimeSpan.FromSeconds(12));
        explanation.Details.ShouldBe([Statement.Of(StatementCode.OthersTook, "0:12"), Statement.Of(StatementCode.ComeAfter, "web-2")]);
    }

    [Fact]
    public void Phase_HoleInTheMiddle_IsDegraded() => Phase(new World().Pod(0).Pod(2)).ShouldBe((StatefulSetPhase.Degraded, StatementCode.Creating));

    [Fact]
    public void Phase_CannotPull_Stalls()
    {
        var overview = new World().Pod(0).Pod(1, readyFor: null, age: 5, waiting: "ImagePullBackOff").Overview();

        overview.Phase.ShouldBe(StatefulSetPhase.Stalled);
        overview.Explanation.Headline.ShouldBe(Statement.Of(StatementCode.CannotStart, "web-1", "ImagePullBackOff"));
        overview.Explanation.Details.ShouldContain(Statement.Of(StatementCode.FaultSays, "web-1", "the reason in full"));
    }

    [Fact]
    public void Phase_PodCannotBeMade_StallsAndSaysWhy()
    {
        var world = new World().Pod(0);
        world.Failures.Add(new("web-1", "www-web-1", "exceeded quota: small", World.Now.AddMinutes(-4), World.Now.AddSeconds(-9)));

        var overview = world.Overview();

        overview.Phase.ShouldBe(StatefulSetPhase.Stalled);
        overview.Explanation.Headline.ShouldBe(Statement.Of(StatementCode.CannotCreate, "web-1"));
        overview.Explanation.Details.ShouldContain(Statement.Of(StatementCode.CreationSays, "exceeded quota: small"));
        overview.Explanation.Since.ShouldBe(World.Now.AddMinutes(-4));
    }

    [Fact]
    public void Phase_PodCouldNotBeMadeAMomentAgo_IsTriedAgainFirst()
    {
        var world = new World().Pod(0);
        world.Failures.Add(new("web-1", null, "pvc www-web-1 is being deleted", World.Now.AddSeconds(-1), World.Now));

        var early = world.Overview();

        early.Phase.ShouldBe(StatefulSetPhase.ScalingUp);
        early.NextChangeAt.ShouldBe(World.Now.AddSeconds(4));
        world.Overview(early.NextChangeAt!.Value).Phase.ShouldBe(StatefulSetPhase.Stalled);
    }

    [Fact]
    public void Phase_ClaimThatCouldNotBeMadeIsThere_IsNoFault()
    {
        var world = new World().Pod(0).Claim(1);
        world.Failures.Add(new("web-1", "www-web-1", "exceeded quota: small", World.Now.AddDays(-3), World.Now.AddDays(-2)));

        world.Overview().Phase.ShouldBe(StatefulSetPhase.ScalingUp);
    }

    [Theory]
    [InlineData("create Claim www-web-1 Pod web-1 in StatefulSet web failed error: persistentvolumeclaims \"www-web-1\" is forbidden: exceeded quota: small", "web-1", "www-web-1", "persistentvolumeclaims \"www-web-1\" is forbidden: exceeded quota: small")]
    [InlineData("create Pod web-1 in StatefulSet web failed error: pods \"web-1\" is forbidden", "web-1", null, "pods \"web-1\" is forbidden")]
    public void CreationFailure_TextOfTheController_IsRead(string text, string pod, string? claim, string error)
    {
        var failure = CreationFailure.Of(new Event { Message = text });

        failure.ShouldNotBeNull();
        (failure.Pod, failure.Claim, failure.Message).ShouldBe((pod, claim, error));
        CreationFailure.Of(new Event { Message = "something else" }).ShouldBeNull();
    }

    [Theory]
    [InlineData("foregroundDeletion", StatementCode.DeletingForeground)]
    [InlineData("orphan", StatementCode.DeletingOrphan)]
    public void Phase_Deleting_SaysWhatBecomesOfPodsAndClaims(string finalizer, StatementCode expected)
    {
        var world = new World().Pod(0).Pod(1).Claim(0).Claim(1).Claim(2);
        world.Set = world.Set with { Metadata = world.Set.Metadata with { DeletionTimestamp = World.Now, Finalizers = [finalizer, "example.com/keep"] } };

        var explanation = world.Overview().Explanation;

        explanation.Headline.ShouldBe(Statement.Of(expected, "2"));
        explanation.Details.ShouldBe([Statement.Of(StatementCode.DeletingFinalizers, "example.com/keep"), Statement.Of(StatementCode.DeletingKeepsClaims, "3")]);
    }

    /// <summary>completeRollingUpdate in kubernetes pkg/controller/statefulset: 0 of 0 replicas are updated and ready, so the canary ends for all.</summary>
    [Fact]
    public void Phase_ScaledToZeroInACanary_SaysThatItEndsThePartition()
    {
        var overview = new World().With(spec => spec with { Replicas = 0 }).Partition(1).Revisions("web-old", "web-new").Pod(0).Pod(1, "web-new").Overview();

        overview.Phase.ShouldBe(StatefulSetPhase.ScalingDown);
        overview.Explanation.Details.ShouldContain(Statement.Of(StatementCode.ZeroEndsRollout, "web-new"));
    }

    [Fact]
    public void Phase_PodWithoutOwner_IsSaidToBeAdopted()
    {
        var world = new World().Pod(0).Pod(1).Pod(2);
        world.Pods[1] = world.Pods[1] with { Metadata = world.Pods[1].Metadata with { OwnerReferences = [] } };
        world.Pods[0] = Owned(world.Pods[0]);
        world.Pods[2] = Owned(world.Pods[2]);

        world.Overview().Notices.Select(notice => notice.Text).ShouldContain(Statement.Of(StatementCode.WillAdopt, "web-1"));

        static Pod Owned(Pod pod) => pod with { Metadata = pod.Metadata with { OwnerReferences = [new() { Kind = "StatefulSet", Name = "web", Uid = "set-uid", Controller = true }] } };
    }

    [Fact]
    public void Phase_OnDeleteAndNoPodIsLeftOnTheOldTemplate_IsSteady() =>
        Phase(new World().With(spec => spec with { UpdateStrategy = new() { Type = "OnDelete" } }).Revisions("web-old", "web-new").Pod(0, "web-new").Pod(1, "web-new").Pod(2, "web-new"))
            .ShouldBe((StatefulSetPhase.Steady, StatementCode.Steady));

    [Fact]
    public void Phase_ParallelScaleDown_NothingWaits()
    {
        var overview = new World().With(spec => spec with { Replicas = 1, PodManagementPolicy = "Parallel" }).Pod(0).Pod(1).Pod(2).Overview();

        overview.Explanation.Headline.ShouldBe(Statement.Of(StatementCode.ParallelTakesDown, "web-1, web-2"));
        overview.Next.ShouldAllBe(step => step.IsNow);
    }

    [Fact]
    public void Phase_TakesFarLonger_StallsWhenItsTimeComes()
    {
        var world = new World().Pod(0, readyFor: 3600, age: 3620).Pod(1, readyFor: null, age: 30);

        var early = world.Overview();

        early.Phase.ShouldBe(StatefulSetPhase.ScalingUp);
        early.NextChangeAt.ShouldBe(World.Now.AddSeconds(70)); // five times 20 s since its creation
        world.Overview(early.NextChangeAt!.Value).Phase.ShouldBe(StatefulSetPhase.Stalled);
    }

    [Fact]
    public void Phase_CrashesAfterItHadRun_IsDegraded() =>
        Phase(new World().Pod(0).Pod(1).Pod(2, readyFor: null, waiting: "CrashLoopBackOff", restarts: 4)).Item1.ShouldBe(StatefulSetPhase.Degraded);

    [Fact]
    public void Phase_Condemned_ScalesDownFromTheTop()
    {
        var overview = new World().With(spec => spec with { Replicas = 1 }).Pod(0).Pod(1).Pod(2).Overview();

        overview.Phase.ShouldBe(StatefulSetPhase.ScalingDown);
        overview.Explanation.Headline.ShouldBe(Statement.Of(StatementCode.TakesDown, "web-2"));
        overview.Next.Select(step => step.Text.Arguments[0]).ShouldBe(["web-2", "web-1"]);
    }

    [Fact]
    public void Phase_CondemnedWhileAReplicaIsNotReady_WaitsForTheReplica() =>
        new World().With(spec => spec with { Replicas = 2 }).Pod(0, readyFor: null, age: 5).Pod(1).Pod(2).Overview().Explanation
            .Headline.ShouldBe(Statement.Of(StatementCode.WaitsForReady, "web-0"));

    [Fact]
    public void Phase_NewTemplate_UpdatesFromTheTop() =>
        new World().Revisions("web-old", "web-new").Pod(0).Pod(1).Pod(2).Overview().Explanation
            .Headline.ShouldBe(Statement.Of(StatementCode.UpdatesPod, "web-2", "web-new"));

    [Fact]
    public void Phase_PodIsReplacedForItsUpdate_RollsOut() =>
        Phase(new World().Revisions("web-old", "web-new").Pod(0).Pod(1)).ShouldBe((StatefulSetPhase.RollingOut, StatementCode.Creating));

    [Fact]
    public void Phase_AllAboveThePartitionUpdated_Holds()
    {
        var overview = new World().Revisions("web-old", "web-new").Partition(2).Pod(0).Pod(1).Pod(2, "web-new").Overview();

        overview.Phase.ShouldBe(StatefulSetPhase.HeldAtPartition);
        overview.Explanation.Headline.ShouldBe(Statement.Of(StatementCode.Held, "2", "web-2", "web-new"));
        overview.Explanation.Details.ShouldBe([Statement.Of(StatementCode.StayOnCurrent, "web-0, web-1", "web-old")]);
    }

    [Fact]
    public void Phase_PartitionAboveReplicas_HoldsEverything() =>
        Phase(new World().Revisions("web-old", "web-new").Partition(7).Pod(0).Pod(1).Pod(2)).ShouldBe((StatefulSetPhase.HeldAtPartition, StatementCode.HeldNothing));

    [Fact]
    public void Phase_PodBelowThePartitionRestarts_IsDegradedAndComesBackOnTheOldRevision()
    {
        var overview = new World().Revisions("web-old", "web-new").Partition(2).Pod(0, readyFor: null, age: 3).Pod(1).Pod(2, "web-new").Overview();

        overview.Phase.ShouldBe(StatefulSetPhase.Degraded);
        overview.Explanation.Details.ShouldContain(Statement.Of(StatementCode.ComesBackOn, "web-0", "web-old"));
    }

    [Fact]
    public void Phase_OnDeleteWithOutdatedPods_WaitsForAHand() =>
        new World().Revisions("web-old", "web-new").With(spec => spec with { UpdateStrategy = new() { Type = "OnDelete" } }).Pod(0).Pod(1, "web-new").Pod(2).Overview()
            .Explanation.Headline.ShouldBe(Statement.Of(StatementCode.WaitsForHand, "web-0, web-2", "web-new"));

    [Fact]
    public void Phase_BrokenPodOfNeitherRevision_IsBlocked()
    {
        // the template was put back: update is the old revision again
        var overview = new World().Pod(0).Pod(1).Pod(2, "web-broken", readyFor: null, age: 5, waiting: "ErrImagePull").Overview();

        overview.Phase.ShouldBe(StatefulSetPhase.Blocked);
        overview.Explanation.Headline.ShouldBe(Statement.Of(StatementCode.BlockedByPod, "web-2", "web-broken", "web-old"));
        overview.Explanation.Details.ShouldContain(Statement.Of(StatementCode.DeleteToGoOn, "web-2"));
    }

    [Fact]
    public void Phase_SetBornBrokenThenMended_IsBlockedByAPodOfTheCurrentRevision() =>
        Phase(new World().Revisions("web-old", "web-new").Pod(0, readyFor: null, age: 5, waiting: "ErrImagePull")).Item1.ShouldBe(StatefulSetPhase.Blocked);

    [Fact]
    public void Phase_BrokenPodUnderParallel_IsNoTrap() =>
        Phase(new World().With(spec => spec with { PodManagementPolicy = "Parallel" }).Pod(0).Pod(1).Pod(2, "web-broken", readyFor: null, age: 5, waiting: "ErrImagePull"))
            .Item1.ShouldNotBe(StatefulSetPhase.Blocked);

    [Fact]
    public void Phase_StartingPodOfAnOldRevision_IsATrapOnlyAfterAWhile()
    {
        var world = new World().Revisions("web-old", "web-new").Pod(0).Pod(1).Pod(2, "web-old", readyFor: null, age: 10);

        world.Overview().Phase.ShouldBe(StatefulSetPhase.RollingOut);
        world.Overview().NextChangeAt.ShouldBe(World.Now.AddSeconds(20));
        world.Overview(World.Now.AddSeconds(20)).Phase.ShouldBe(StatefulSetPhase.Blocked);
    }

    [Fact]
    public void Phase_ReadyPodOfAnOldRevisionThatWaitsForMinReadySeconds_IsNoTrap() =>
        Phase(new World().With(spec => spec with { MinReadySeconds = 60 }).Revisions("web-old", "web-new").Pod(0).Pod(1).Pod(2, readyFor: 5))
            .Item1.ShouldBe(StatefulSetPhase.RollingOut);

    [Fact]
    public void Phase_DeletionTimestamp_IsDeleting()
    {
        var world = new World().Pod(0);
        world.Set = world.Set with { Metadata = world.Set.Metadata with { DeletionTimestamp = World.Now } };

        Phase(world).ShouldBe((StatefulSetPhase.Deleting, StatementCode.Deleting));
    }

    [Fact]
    public void Phase_TerminatingFarBeyondItsGrace_Stalls()
    {
        var world = new World().With(spec => spec with { Replicas = 2 }).Pod(0).Pod(1).Pod(2, terminating: true);

        world.Overview().Explanation.Headline.Code.ShouldBe(StatementCode.WaitsForTermination);
        world.Overview(World.Now.AddSeconds(35)).Explanation.Headline.ShouldBe(Statement.Of(StatementCode.TerminatesTooLong, "web-2"));
    }

    private static (StatefulSetPhase, StatementCode) Phase(World world)
    {
        var overview = world.Overview();
        return (overview.Phase, overview.Explanation.Headline.Code);
    }
}
