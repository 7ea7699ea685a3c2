using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Storage;

namespace StatefulDashboard.Domain.Tests.Storage;

/// <summary>What becomes of the data, and where the volume comes from.</summary>
public sealed class ReclaimRulesTests
{
    private readonly StorageWorld world = new();

    [Theory]
    [InlineData("Delete", StatementCode.ClaimDataDeleted)]
    [InlineData("Retain", StatementCode.ClaimDataKept)]
    [InlineData("Recycle", StatementCode.ClaimDataScrubbed)]
    [InlineData("Shred", StatementCode.ClaimDataPolicyOdd)]
    [InlineData("", StatementCode.ClaimDataPolicyOdd)]
    public void Data_BoundToAVolume_IsWhatTheVolumesOwnPolicyDoes(string policy, StatementCode expected)
    {
        // the class says otherwise: a volume's policy may have been changed since
        world.Classes.Add(StorageWorld.Class("kept", policy: "Retain"));
        world.Claim("www-web-0", "kept").Volume(policy: policy, storageClass: "kept");

        world.See("www-web-0").Data!.Code.ShouldBe(expected);
    }

    [Fact]
    public void Data_DeleteOfAKindThatKubernetesCannotDelete_IsNotSaidToGo()
    {
        world.Claim("www-web-0", "").Volume(storageClass: "", by: null, change: spec => spec with { Csi = null, Local = new() { Path = "/mnt/a" } });

        world.See("www-web-0").Data.ShouldBe(Statement.Of(StatementCode.ClaimDataUnsure, "local"));
    }

    [Fact]
    public void Data_VolumeGoneOrUnread_IsToldApart()
    {
        world.Claim("www-web-0", phase: "Lost");

        world.See("www-web-0").Data!.Code.ShouldBe(StatementCode.ClaimDataGone);
        world.Unread = UnreadStorage.Volumes;
        world.See("www-web-0").Data!.Code.ShouldBe(StatementCode.ClaimDataUnknown);
    }

    [Fact]
    public void Data_NoVolumeYet_IsWhatTheClassWillDo()
    {
        world.Classes.Add(StorageWorld.Class("kept", policy: "Retain"));
        world.Pending("a", "standard").Pending("b", "kept").Pending("c", "").Pending("d", "absent").Pending("e", null);

        world.Cluster().Claims.Select(claim => claim.Data!.Code).ShouldBe([
            StatementCode.ClaimDataWillBeDeleted, StatementCode.ClaimDataWillBeKept, StatementCode.ClaimDataNone, StatementCode.ClaimDataNone, StatementCode.ClaimDataWillBeDeleted,
        ]);
    }

    [Fact]
    public void Source_ByWhoMadeTheVolume_IsDynamicOrStatic()
    {
        world.Claim("a", volume: "made").Volume("made").Claim("b", "", volume: "by-hand").Volume("by-hand", storageClass: "", by: null).Claim("c", volume: "unseen");

        var claims = world.Cluster().Claims;
        claims.Select(claim => claim.Provisioning).ShouldBe([Provisioning.Dynamic, Provisioning.Static, Provisioning.Unknown]);
        claims[0].Source.ShouldBe(Statement.Of(StatementCode.ClaimSourceMade, "csi.example.com", "standard"));
    }

    [Fact]
    public void Source_BeforeThereIsAVolume_ComesFromTheClass()
    {
        world.Classes.Add(StorageWorld.Class("local", provisioner: ClassInfo.NoProvisioner));
        world.Pending("a", null).Pending("b", "").Pending("c", "standard").Pending("d", "local").Pending("e", "absent");

        var claims = world.Cluster().Claims;
        claims.Select(claim => claim.Provisioning).ShouldBe([Provisioning.Dynamic, Provisioning.Static, Provisioning.Dynamic, Provisioning.Static, Provisioning.Unknown]);
        claims.Select(claim => claim.Source?.Code).ShouldBe([
            StatementCode.ClaimSourceDefault, StatementCode.ClaimSourceStaticOnly, StatementCode.ClaimSourceWillBeMade, StatementCode.ClaimSourceByHand, null,
        ]);
    }

    [Fact]
    public void DefaultClass_TwoAreMarked_TheNewestCounts()
    {
        world.Classes.Add(StorageWorld.Class("newer", isDefault: true) with { Metadata = StorageWorld.Class("newer", isDefault: true).Metadata with { CreationTimestamp = World.Now } });
        world.Classes[0] = world.Classes[0] with { Metadata = world.Classes[0].Metadata with { CreationTimestamp = World.Now.AddDays(-1) } };
        world.Pending("a", null);

        world.See("a").Class!.Name.ShouldBe("newer");
    }
}
