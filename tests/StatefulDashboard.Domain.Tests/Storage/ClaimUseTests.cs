using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Storage;

/// <summary>Who needs a claim. In doubt it is unknown, never unused: who reads "unused" may delete it.</summary>
public sealed class ClaimUseTests
{
    private readonly StorageWorld world = new();

    [Fact]
    public void Use_OrdinalOutsideTheRange_IsLeftBehindAndSaysHowFarToScale()
    {
        world.Claim("www-web-4").Volume();

        var claim = world.See("www-web-4");
        claim.Use.ShouldBe(ClaimUse.LeftBehind);
        claim.Meanings.ShouldBe([new("web", "www", 4, "web-4", InRange: false)]);
        claim.Notes.ShouldBe([Statement.Of(StatementCode.ClaimUseTakenBack, "web-4", "5")]);
    }

    [Fact]
    public void Use_StartIsNotZero_CountsReplicasFromStart()
    {
        world.Web.StartAt(5);
        world.Claim("www-web-9").Claim("www-web-2").Claim("www-web-2147483647");

        world.See("www-web-9").Notes.ShouldBe([Statement.Of(StatementCode.ClaimUseTakenBack, "web-9", "5")]);
        world.See("www-web-2").Notes.ShouldBe([Statement.Of(StatementCode.ClaimUseTakenBackStart, "web-2", "2")]);
        world.See("www-web-2147483647").Notes[0].Arguments[1].ShouldBe("2147483643");
    }

    [Theory]
    [InlineData("www-web-04")]
    [InlineData("www-web-x")]
    [InlineData("www-webs-4")]
    [InlineData("data-www-web-4")]
    [InlineData("www-web-4-copy")]
    [InlineData("WWW-web-4")]
    public void Use_ANameThatOnlyLooksLikeOne_IsNotTheSets(string name)
    {
        world.Claim(name);

        world.See(name).Use.ShouldBe(ClaimUse.NotSeen);
        world.See(name).Meanings.ShouldBeEmpty();
    }

    [Fact]
    public void Use_TwoSetsCouldMeanTheName_BothAreNamed()
    {
        world.OtherSets.Add(StorageWorld.Other("b-web", "www-a"));
        world.OtherSets.Add(StorageWorld.Other("a-b-web", "www"));
        world.OtherSets.Add(StorageWorld.Other("web", "www-a-b", space: "shop")); // of another namespace: cannot be meant
        world.Claim("www-a-b-web-7");

        var claim = world.See("www-a-b-web-7");
        claim.Meanings.Select(meaning => (meaning.Set, meaning.Template)).ShouldBe([("b-web", "www-a"), ("a-b-web", "www")]);
        claim.Notes[0].ShouldBe(Statement.Of(StatementCode.ClaimUseAmbiguous, "b-web (www-a), a-b-web (www)"));
    }

    [Fact]
    public void Use_InRangeWithoutPod_WaitsForIt()
    {
        world.Claim("www-web-1");

        world.See("www-web-1").Use.ShouldBe(ClaimUse.WaitsForPod);
        world.See("www-web-1").Notes.ShouldBe([Statement.Of(StatementCode.ClaimUseWaits, "web-1")]);
    }

    [Fact]
    public void Use_APodHasIt_IsUsed()
    {
        world.Claim("www-web-1").Pod("web-1", "www-web-1");

        var claim = world.See("www-web-1");
        claim.Use.ShouldBe(ClaimUse.Used);
        claim.Users.ShouldBe([new("Pod", "web-1", "node-a")]);
        claim.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Use_AnotherPodHasIt_IsSaid()
    {
        world.Claim("www-web-1").Pod("web-1", "www-web-1").Pod("backup", "www-web-1");

        world.See("www-web-1").Notes.Select(note => note.Code).ShouldBe([StatementCode.ClaimUseAlso, StatementCode.ClaimSharedBy, StatementCode.ClaimSharedOneNode]);
        world.See("www-web-1").Notes[0].Arguments.ShouldBe(["backup"]);
    }

    [Fact]
    public void Use_OnlyAPodThatHasEnded_DoesNotCount()
    {
        world.Claim("spare").Pod("job-1", "spare", phase: "Succeeded");

        world.See("spare").Use.ShouldBe(ClaimUse.NotSeen);
        world.See("spare").Users.Single().HasEnded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Deployment")]
    [InlineData("DaemonSet")]
    [InlineData("CronJob")]
    public void Use_OnlyATemplateNamesIt_IsNotUnseen(string kind)
    {
        world.Claim("spare");
        world.Workloads.Add((kind, new() { Metadata = new() { Name = "wiki", Namespace = "db" }, Spec = new() { Template = new() { Spec = new() { Volumes = [StorageWorld.Mount("data", "spare")] } } } }));

        world.See("spare").Use.ShouldBe(ClaimUse.Template);
        world.See("spare").Users.ShouldBe([new(kind, "wiki")]);
    }

    [Fact]
    public void Use_TheClaimOfAnEphemeralVolume_IsItsPods()
    {
        world.Claim("worker-scratch");
        world.Pods.Add(new() { Metadata = new() { Name = "worker", Namespace = "db" }, Spec = new() { Volumes = [new() { Name = "scratch", Ephemeral = new() }] }, Status = new() { Phase = "Running" } });

        world.See("worker-scratch").Use.ShouldBe(ClaimUse.Used);
    }

    [Fact]
    public void Use_PodsOfAnotherNamespace_DoNotCount()
    {
        world.Claim("spare");
        world.Pods.Add(new() { Metadata = new() { Name = "pod", Namespace = "shop" }, Spec = new() { Volumes = [StorageWorld.Mount("data", "spare")] }, Status = new() { Phase = "Running" } });

        world.See("spare").Use.ShouldBe(ClaimUse.NotSeen);
    }

    [Theory]
    [InlineData(UnreadStorage.Users)]
    [InlineData(UnreadStorage.Sets)]
    public void Use_NotAllMayBeRead_IsUnknown(UnreadStorage unread)
    {
        world.Unread = unread;
        world.Claim("spare");

        world.See("spare").Use.ShouldBe(ClaimUse.Unknown);
        world.Cluster().Totals.NotSeen.ShouldBe(0);
    }

    [Fact]
    public void Use_LeftBehindButPodsUnread_IsUnknown()
    {
        world.Unread = UnreadStorage.Users;
        world.Claim("www-web-4");

        world.See("www-web-4").Use.ShouldBe(ClaimUse.Unknown);
    }

    [Fact]
    public void Former_WhatIsKnownOfTheSet_IsSaid()
    {
        world.Claim("data-orders-3", change: claim => claim with { Metadata = claim.Metadata with { Labels = World.Labels("app", "orders") } }).Claim("single");

        world.See("data-orders-3").Notes.ShouldBe([
            Statement.Of(StatementCode.ClaimUseNotSeen), Statement.Of(StatementCode.ClaimFormerName, "3"), Statement.Of(StatementCode.ClaimFormerLabels, "app=orders"),
        ]);
        world.See("single").Notes.Select(note => note.Code).ShouldBe([StatementCode.ClaimUseNotSeen]);
    }

    [Fact]
    public void Former_ItsSetWasDeletedHere_IsNamedByTheReceiptAndByTheClaimsUid()
    {
        var deletion = new Domain.Operations.Operation(
            "id", Domain.Planning.ActionKind.Deletion, new("db", "orders"), "uid", 1, null!, [], "", World.Now, Domain.Operations.OperationState.Done, null, "ann", "ann", World.Now.AddHours(-2), World.Now.AddHours(-1), [])
        {
            Deletion = new([new("data-orders-3", "data-orders-3-uid", 3), new("data-orders-4", "of-an-earlier-claim", 4)], 0),
        };
        world.Deletions.Add(deletion);
        world.Claim("data-orders-3").Claim("data-orders-4");

        world.See("data-orders-3").Notes.ShouldContain(Statement.Of(StatementCode.ClaimFormerDeleted, "orders", "2026-01-02 11:00 UTC"));
        world.See("data-orders-4").Notes.Select(note => note.Code).ShouldBe([StatementCode.ClaimUseNotSeen, StatementCode.ClaimFormerName]);
    }

    [Fact]
    public void Unused_TheClusterTellsSince_IsPassedOnAndNothingElseIs()
    {
        world.Claim("www-web-4", change: claim => claim with { Status = claim.Status with { Conditions = [new() { Type = "Unused", Status = "True", LastTransitionTime = World.Now.AddHours(-3) }] } }).Claim("www-web-5");

        world.See("www-web-4").UnusedSince.ShouldBe(World.Now.AddHours(-3));
        world.See("www-web-5").UnusedSince.ShouldBeNull();
    }

    [Fact]
    public void Terminating_AsLongAsAPodHasIt_NamesThePod()
    {
        world.Claim("www-web-1", change: Deleted).Pod("web-1", "www-web-1").Claim("www-web-4", change: Deleted);

        world.See("www-web-1").Notes.ShouldBe([Statement.Of(StatementCode.ClaimGoingWaits, "web-1")]);
        world.See("www-web-4").Notes.ShouldBe([Statement.Of(StatementCode.ClaimGoing)]);
    }

    [Fact]
    public void Totals_LeftBehindAndUnseen_AreSummed()
    {
        world.Claim("www-web-1", size: "1Gi").Claim("www-web-4", size: "2Gi").Claim("www-web-5", size: "3Gi").Claim("spare", size: "512Mi").Pending("odd", null, claim => claim with { Spec = claim.Spec with { Resources = new() } });

        var totals = world.Cluster().Totals;
        (totals.Count, totals.LeftBehind, totals.LeftBehindBytes, totals.NotSeen, totals.NotSeenBytes, totals.Waiting).ShouldBe((5, 2, 5L << 30, 2, 512L << 20, 1));
        world.Set().Totals.LeftBehindBytes.ShouldBe(5L << 30);
    }

    private static ClaimDetail Deleted(ClaimDetail claim) => claim with { Metadata = claim.Metadata with { DeletionTimestamp = World.Now } };
}
