using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Storage;

/// <summary>Why a claim is Pending: a cause is named only where it is sure; else what was said is shown as it is.</summary>
public sealed class PendingRulesTests
{
    private readonly StorageWorld world = new();

    [Fact]
    public void Why_NoSuchClass_NamesThoseThatAreThere()
    {
        world.Classes.Add(StorageWorld.Class("fast"));
        world.Pending("www-web-0", "no-such-class").Said("www-web-0", "ProvisioningFailed", "storageclass.storage.k8s.io \"no-such-class\" not found");

        world.See("www-web-0").Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyNoSuchClass, "no-such-class", "fast, standard")]);
    }

    [Fact]
    public void Why_NoSuchClassAndNoneAtAll_SaysSo()
    {
        world.Classes.Clear();
        world.Pending("www-web-0", "fast");

        world.See("www-web-0").Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyNoClassAtAll, "fast")]);
    }

    [Fact]
    public void Why_NoSuchClassButAVolumeThatNamesItSuits_IsNotCalledTheCause()
    {
        world.Pending("www-web-0", "by-hand").Volume("disk", "Available", storageClass: "by-hand", by: null);

        world.Why("www-web-0").ShouldBeEmpty();
    }

    [Fact]
    public void Why_NoClassAndNoDefault_SaysThatNothingMakesAVolume()
    {
        world.Classes.Clear();
        world.Classes.Add(StorageWorld.Class("standard"));
        world.Pending("www-web-0", null);

        world.Why("www-web-0").ShouldBe([StatementCode.ClaimWhyNoDefaultClass]);
    }

    [Fact]
    public void Why_NoClassButADefault_IsNotSure()
    {
        world.Pending("www-web-0", null).Said("www-web-0", "Odd", "a text", "Normal");

        world.See("www-web-0").Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyEvent, "Odd", "a text")]);
    }

    [Fact]
    public void Why_EmptyClassAndNoVolume_WaitsForAStaticOne()
    {
        world.Pending("www-web-0", "").Volume("disk", "Available", storageClass: "standard");

        world.Why("www-web-0").ShouldBe([StatementCode.ClaimWhyStaticNone]);
    }

    [Theory]
    [InlineData("512Mi", "ReadWriteOnce", "Filesystem", null, StatementCode.VolumeFitTooSmall)]
    [InlineData("1Gi", "ReadWriteMany", "Filesystem", null, StatementCode.VolumeFitModes)]
    [InlineData("1Gi", "ReadWriteOnce", "Block", null, StatementCode.VolumeFitVolumeMode)]
    [InlineData("1Gi", "ReadWriteOnce", "Filesystem", "other", StatementCode.VolumeFitReserved)]
    [InlineData("2Gi", "ReadWriteOnce", "Filesystem", "www-web-0", null)]
    public void Why_EmptyClassAndAVolumeThatDoesNotSuit_SaysWhatDiffers(string size, string mode, string volumeMode, string? keptFor, StatementCode? differs)
    {
        world.Pending("www-web-0", "").Volume("disk", "Available", storageClass: "", size: size, by: null, change: spec => spec with
        {
            AccessModes = [mode], VolumeMode = volumeMode, ClaimRef = keptFor is null ? null : new() { Namespace = "db", Name = keptFor },
        });

        world.Why("www-web-0").ShouldBe(differs is { } code ? [StatementCode.ClaimWhyStaticNoFit, code] : []);
    }

    [Fact]
    public void Why_EmptyClassAndASelectorThatMatchesNone_SaysSo()
    {
        world.Pending("www-web-0", "", claim => claim with { Spec = claim.Spec with { Selector = new() { MatchLabels = World.Labels("disk", "fast") } } })
            .Volume("disk", "Available", storageClass: "", by: null);

        world.Why("www-web-0").ShouldBe([StatementCode.ClaimWhyStaticNoFit, StatementCode.VolumeFitSelector]);
    }

    [Fact]
    public void Why_VolumesUnread_SaysNothingOfThem()
    {
        world.Unread = UnreadStorage.Volumes;
        world.Pending("www-web-0", "");

        world.Why("www-web-0").ShouldBeEmpty();
    }

    [Fact]
    public void Why_ClassesUnread_DoesNotSayThatOneIsMissing()
    {
        world.Unread = UnreadStorage.Classes;
        world.Classes.Clear();
        world.Pending("www-web-0", "fast").Pending("www-web-1", null);

        world.Why("www-web-0").ShouldBeEmpty();
        world.Why("www-web-1").ShouldBeEmpty();
    }

    [Fact]
    public void Why_ClassWithoutProvisionerAndNoVolume_SaysThatSomebodyMustMakeOne()
    {
        world.Classes.Add(StorageWorld.Class("local", provisioner: ClassInfo.NoProvisioner));
        world.Pending("www-web-0", "local");

        world.See("www-web-0").Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyNoProvisioner, "local")]);
    }

    [Fact]
    public void Why_WaitForFirstConsumer_NamesThePodAndWhatTheSchedulerSays()
    {
        world.Classes.Add(StorageWorld.Class("wait", mode: "WaitForFirstConsumer"));
        world.Web.Pod(0, readyFor: null, phase: "Pending", node: "");
        world.Web.Pods[0] = world.Web.Pods[0] with { Status = new() { Phase = "Pending", Conditions = [new() { Type = "PodScheduled", Status = "False", Reason = "Unschedulable", Message = "0/2 nodes: insufficient cpu" }] } };
        world.Pending("www-web-0", "wait").Pod("web-0", "www-web-0", node: "", phase: "Pending", uid: "pod-0");

        world.See("www-web-0").Why.ShouldBe([
            Statement.Of(StatementCode.ClaimWhyWaitsForPod, "wait", "web-0"),
            Statement.Of(StatementCode.FaultSays, "web-0", "0/2 nodes: insufficient cpu"),
        ]);
    }

    [Fact]
    public void Why_WaitForFirstConsumerWithoutAPod_IsNormal()
    {
        world.Classes.Add(StorageWorld.Class("wait", mode: "WaitForFirstConsumer"));
        world.Pending("spare", "wait").Pod("done", "spare", phase: "Succeeded");

        world.Why("spare").ShouldBe([StatementCode.ClaimWhyWaitsForFirstPod]);
    }

    [Fact]
    public void Why_WaitForFirstConsumerAndPodsUnread_NamesNoPod()
    {
        world.Classes.Add(StorageWorld.Class("wait", mode: "WaitForFirstConsumer"));
        world.Unread = UnreadStorage.Users;
        world.Pending("spare", "wait");

        world.Why("spare").ShouldBe([StatementCode.ClaimWhyWaitsForAPod]);
    }

    [Fact]
    public void Why_WaitForFirstConsumerAndAPodThatNamesItsNode_SaysThatItWentPastTheScheduler()
    {
        world.Classes.Add(StorageWorld.Class("wait", mode: "WaitForFirstConsumer"));
        world.Pending("spare", "wait").Pod("pinned", "spare", node: "node-a", phase: "Pending");

        world.See("spare").Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyPodBypassed, "pinned", "node-a")]);
    }

    [Fact]
    public void Why_ANodeWasChosenAndIsGone_SaysSo()
    {
        world.Classes.Add(StorageWorld.Class("wait", mode: "WaitForFirstConsumer"));
        world.Pending("www-web-0", "wait", claim => claim with { Metadata = claim.Metadata with { Annotations = World.Labels(StorageAnnotations.SelectedNode, "node-x") } });

        world.Why("www-web-0").ShouldBe([StatementCode.ClaimWhyNodeGone]);
    }

    [Fact]
    public void Why_ProvisioningFailed_PassesOnWhatWasSaidOfThisVeryClaim()
    {
        world.Pending("www-web-0")
            .Said("www-web-0", "ProvisioningFailed", "of an earlier claim of this name", uid: "earlier")
            .Said("www-web-0", "ProvisioningFailed", "no space <b>left</b>", secondsAgo: 20)
            .Said("www-web-0", "ExternalProvisioning", "Waiting for a volume", "Normal", secondsAgo: 60);

        world.See("www-web-0").Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyProvisioningFailed, "csi.example.com", "no space <b>left</b>")]);
        world.See("www-web-0").Events.Select(said => said.Reason).ShouldBe(["ProvisioningFailed", "ExternalProvisioning"]);
    }

    [Fact]
    public void Why_AskedForAVolume_WaitsForTheProvisioner()
    {
        world.Pending("www-web-0").Said("www-web-0", "ExternalProvisioning", "Waiting for a volume to be created", "Normal");

        world.See("www-web-0").Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyProvisioning, "csi.example.com")]);
    }

    [Fact]
    public void Why_NothingWasSaid_IsSilent()
    {
        world.Pending("www-web-0");

        world.Why("www-web-0").ShouldBeEmpty();
    }

    [Fact]
    public void Why_NamedVolumeMissingOrTaken_SaysWhich()
    {
        world.Claim("a", phase: "Pending", change: claim => claim with { Spec = claim.Spec with { VolumeName = "absent" } })
            .Claim("b", phase: "Pending", change: claim => claim with { Spec = claim.Spec with { VolumeName = "taken" } })
            .Volume("taken", change: spec => spec with { ClaimRef = new() { Namespace = "shop", Name = "other", Uid = "x" } });

        world.See("a").Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyVolumeMissing, "absent")]);
        world.See("b").Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyVolumeTaken, "taken", "shop/other")]);
    }

    [Fact]
    public void Why_Lost_SaysWhereTheVolumeIs()
    {
        world.Claim("a", phase: "Lost", volume: "absent").Claim("b", phase: "Lost", volume: "taken")
            .Volume("taken", change: spec => spec with { ClaimRef = new() { Namespace = "shop", Name = "other", Uid = "x" } });

        world.See("a").Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyLost, "absent")]);
        world.See("b").Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyLostTaken, "taken", "shop/other")]);
        world.Unread = UnreadStorage.Volumes;
        world.Why("a").ShouldBe([StatementCode.ClaimWhyLostUnread]);
    }
}
