using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Storage;

/// <summary>How a claim differs from its template, who takes it along, and how far its growth has come.</summary>
public sealed class ClaimRulesTests
{
    private readonly StorageWorld world = new();

    [Theory]
    [InlineData("2Gi", StatementCode.ClaimDriftLarger)]
    [InlineData("512Mi", StatementCode.ClaimDriftSmaller)]
    public void Drift_OfSize_SaysWhichIsWhich(string size, StatementCode expected)
    {
        world.Claim("www-web-0", size: size);

        world.See("www-web-0").Drift.ShouldBe([Statement.Of(expected, size, "1Gi"), Statement.Of(StatementCode.ClaimDriftStays)]);
    }

    [Theory]
    [InlineData("1Gi")]
    [InlineData("1024Mi")]
    [InlineData("1073741824")]
    public void Drift_TheSameSizeWrittenOtherwise_IsNone(string size)
    {
        world.Claim("www-web-0", size: size);

        world.See("www-web-0").Drift.ShouldBeEmpty();
    }

    [Fact]
    public void Drift_OfClass_OnlyWhereTheTemplateNamesOne()
    {
        world.Claim("www-web-0", "slow");
        world.See("www-web-0").Drift.ShouldBeEmpty();

        world.Template = world.Template with { StorageClassName = "fast" };
        world.See("www-web-0").Drift[0].ShouldBe(Statement.Of(StatementCode.ClaimDriftClass, "slow", "fast"));
        world.Template = world.Template with { StorageClassName = "" };
        world.See("www-web-0").Drift[0].ShouldBe(Statement.Of(StatementCode.ClaimDriftClass, "slow", "\"\""));
    }

    [Fact]
    public void Drift_OfModes_ComparesWhatIsAskedForWhateverTheOrder()
    {
        world.Template = world.Template with { AccessModes = ["ReadOnlyMany", "ReadWriteOnce"], VolumeMode = "Block" };
        world.Claim("www-web-0").Claim("www-web-1", change: claim => claim with { Spec = claim.Spec with { AccessModes = ["ReadWriteOnce", "ReadOnlyMany"], VolumeMode = "Block" } });

        world.See("www-web-0").Drift.Select(drift => drift.Code).ShouldBe([StatementCode.ClaimDriftModes, StatementCode.ClaimDriftVolumeMode, StatementCode.ClaimDriftStays]);
        world.See("www-web-1").Drift.ShouldBeEmpty();
    }

    [Fact]
    public void Drift_TwoSetsCouldMeanTheName_IsNotGuessed()
    {
        world.Web.Set = world.Web.Set with { Metadata = world.Web.Set.Metadata with { Name = "b-web" } };
        world.Claim("www-b-web-1", size: "2Gi");
        world.See("www-b-web-1").Drift.ShouldNotBeEmpty();

        world.OtherSets.Add(StorageWorld.Other("web", "www-b"));
        world.See("www-b-web-1").Drift.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("StatefulSet", "web", "set-uid", "Delete", StatementCode.ClaimOwnerSet)]
    [InlineData("StatefulSet", "web", "set-uid", "Retain", StatementCode.ClaimOwnerSetStill)]
    [InlineData("StatefulSet", "web", "earlier", "Delete", StatementCode.ClaimOwnerSetEarlier)]
    [InlineData("Pod", "web-0", "web-0-uid", "Delete", StatementCode.ClaimOwnerPod)]
    [InlineData("Pod", "web-0", "earlier", "Delete", StatementCode.ClaimOwnerPodEarlier)]
    [InlineData("Database", "orders", "x", "Retain", StatementCode.ClaimOwnerOther)]
    public void Owner_OfEachKind_SaysWhatTakesTheClaimAlong(string kind, string name, string uid, string whenDeleted, StatementCode expected)
    {
        world.Web.Retention("Delete", whenDeleted);
        world.Pod("web-0", "www-web-0").Claim("www-web-0", change: claim => claim with { Metadata = claim.Metadata with { OwnerReferences = [new() { Kind = kind, Name = name, Uid = uid }] } });

        var owner = world.See("www-web-0").Owners.Single();
        (owner.Kind, owner.Name, owner.Meaning.Code).ShouldBe((kind, name, expected));
    }

    [Theory]
    [InlineData(null, true, StatementCode.ClaimResizeUnderWay)]
    [InlineData(null, false, StatementCode.ClaimResizeNotAllowed)]
    [InlineData("Resizing", false, StatementCode.ClaimResizeUnderWay)]
    [InlineData("FileSystemResizePending", true, StatementCode.ClaimResizeWaitsForMount)]
    [InlineData("ControllerResizeError", true, StatementCode.ClaimResizeFailed)]
    [InlineData("NodeResizeError", true, StatementCode.ClaimResizeFailed)]
    public void Resize_AskingForMoreThanItHas_SaysHowFarItIs(string? condition, bool grows, StatementCode expected)
    {
        world.Classes.Add(StorageWorld.Class("fast", grows: grows));
        world.Claim("spare", "fast", change: claim => claim with
        {
            Spec = claim.Spec with { Resources = new() { Requests = World.Labels("storage", "2Gi") } },
            Status = claim.Status with { Conditions = condition is null ? [] : [new() { Type = condition, Status = "True", Message = "no space" }] },
        }).Pod("user", "spare");

        var note = world.See("spare").Notes.Single();
        note.Code.ShouldBe(expected);
        note.Arguments.Take(2).ShouldBe(["1Gi", "2Gi"]);
    }

    [Fact]
    public void Resize_ItHasWhatItAsksForOrMore_SaysNothing()
    {
        world.Claim("spare", change: claim => claim with { Status = claim.Status with { Capacity = World.Labels("storage", "10Gi") } }).Pod("user", "spare");

        world.See("spare").Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ReadWriteMany", StatementCode.ClaimSharedMany)]
    [InlineData("ReadWriteOnce", StatementCode.ClaimSharedOneNode)]
    [InlineData("ReadWriteOncePod", StatementCode.ClaimSharedOnePod)]
    [InlineData("ReadOnlyMany", StatementCode.ClaimSharedReadOnly)]
    [InlineData("ReadWriteOnce,ReadWriteMany", StatementCode.ClaimSharedMany)]
    [InlineData("ReadOnlyMany,ReadWriteOnce", StatementCode.ClaimSharedOneNode)]
    [InlineData("Odd", StatementCode.ClaimSharedUnknown)]
    public void Shared_TheTemplateNamesAClaim_SaysWhatItsModesMeanForTheReplicas(string modes, StatementCode expected)
    {
        world.TemplateVolumes = [StorageWorld.Mount("assets", "assets")];
        world.Claim("assets", change: claim => claim with { Status = claim.Status with { AccessModes = [.. modes.Split(',')] } }).Pod("web-0", "assets").Pod("web-1", "assets");

        var shared = world.Set().Shared.Single();
        shared.Says.ShouldBe([Statement.Of(StatementCode.ClaimSharedReplicas, "assets", "3"), Statement.Of(expected)]);
        shared.Claim.Notes.ShouldBeEmpty("it is said once");
    }

    [Fact]
    public void Shared_TheClaimIsNotThere_SaysThatNobodyMakesIt()
    {
        world.TemplateVolumes = [StorageWorld.Mount("assets", "assets")];

        var shared = world.Set().Shared.Single();
        shared.Claim.Phase.ShouldBe(ClaimBinding.MissingPhase);
        shared.Claim.Why.ShouldBe([Statement.Of(StatementCode.ClaimSharedMissing, "assets")]);
        world.Unread = UnreadStorage.Claims;
        world.Set().Shared.Single().Claim.Phase.ShouldBe(ClaimBinding.UnknownPhase);
        world.Set().Shared.Single().Claim.Why.ShouldBeEmpty();
    }

    [Fact]
    public void Shared_AVolumeThatATemplateMakesHidesIt_IsNotShared()
    {
        world.TemplateVolumes = [StorageWorld.Mount("www", "assets")];

        world.Set().Shared.ShouldBeEmpty();
    }
}
