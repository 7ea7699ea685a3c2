using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Storage;

public sealed class VolumeInfoTests
{
    public static TheoryData<VolumeDetailSpec, string, string> Kinds => new()
    {
        { new() { Csi = new() { Driver = "ebs.csi.aws.com" } }, "CSI", "ebs.csi.aws.com" },
        { new() { HostPath = new() { Path = "/data" } }, "hostPath", "/data" },
        { new() { Local = new() { Path = "/mnt/a" } }, "local", "/mnt/a" },
        { new() { Nfs = new() { Server = "10.0.0.1", Path = "/export" } }, "NFS", "10.0.0.1:/export" },
        { new() { FlexVolume = new() { Driver = "vendor/driver" } }, "flexVolume", "vendor/driver" },
        { new() { AwsElasticBlockStore = new() }, "awsElasticBlockStore", "" },
        { new() { VsphereVolume = new() }, "vsphereVolume", "" },
        { new(), "", "" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_OfEachSource_IsNamed(VolumeDetailSpec spec, string kind, string detail)
    {
        var volume = VolumeInfo.Of(new() { Spec = spec });

        (volume.Kind, volume.Detail).ShouldBe((kind, detail));
    }

    [Theory]
    [InlineData("topology.kubernetes.io/zone", StatementCode.VolumeWhereZones)]
    [InlineData("topology.gke.io/zone", StatementCode.VolumeWhereZones)]
    [InlineData("kubernetes.io/hostname", StatementCode.VolumeWhereNodes)]
    [InlineData("topology.hostpath.csi/node", StatementCode.VolumeWhereNodes)]
    [InlineData("rack", StatementCode.VolumeWhereLabels)]
    public void Where_OneLabel_IsSaidInWords(string key, StatementCode expected)
    {
        var where = VolumeInfo.Of(new() { Spec = new() { NodeAffinity = StorageWorld.In(key, "a", "b") } }).Where;

        where.ShouldBe([Statement.Of(expected, expected == StatementCode.VolumeWhereLabels ? "rack = a, b" : "a, b")]);
    }

    [Fact]
    public void Where_SeveralTermsOfZones_AreOneLine()
    {
        var where = VolumeInfo.Of(new() { Spec = new() { NodeAffinity = new() { Required = new() { NodeSelectorTerms = [Term("zone", "In", "z1"), Term("zone", "In", "z2")] } } } }).Where;

        where.ShouldBe([Statement.Of(StatementCode.VolumeWhereZones, "z1, z2")]);
    }

    [Fact]
    public void Where_OtherOperatorsAndOddOnes_AreWrittenOut()
    {
        var term = new NodeSelectorTerm
        {
            MatchExpressions =
            [
                new() { Key = "a", Operator = "NotIn", Values = ["1"] }, new() { Key = "b", Operator = "Exists" }, new() { Key = "c", Operator = "DoesNotExist" },
                new() { Key = "d", Operator = "Gt", Values = ["4"] }, new() { Key = "e", Operator = "Odd", Values = ["5"] },
            ],
        };

        VolumeInfo.Of(new() { Spec = new() { NodeAffinity = new() { Required = new() { NodeSelectorTerms = [term] } } } }).Where
            .ShouldBe([Statement.Of(StatementCode.VolumeWhereLabels, "a ≠ 1; b; ¬ c; d > 4; e Odd 5")]);
    }

    [Fact]
    public void Where_NoTermThatCouldHold_IsNowhere() =>
        VolumeInfo.Of(new() { Spec = new() { NodeAffinity = new() { Required = new() { NodeSelectorTerms = [new()] } } } }).Where.Single().Code.ShouldBe(StatementCode.VolumeWhereNowhere);

    [Theory]
    [InlineData("In", "z1", true)]
    [InlineData("In", "z9", false)]
    [InlineData("NotIn", "z1", false)]
    [InlineData("NotIn", "z9", true)]
    [InlineData("Exists", "", true)]
    [InlineData("DoesNotExist", "", false)]
    [InlineData("Odd", "z1", false)]
    public void Matches_EachOperator_AsTheSchedulerDoes(string @operator, string value, bool expected) =>
        new NodeSelector { NodeSelectorTerms = [Term(Node.ZoneLabel, @operator, value)] }.Matches(StorageWorld.Node("node-a", "z1")).ShouldBe(expected);

    [Fact]
    public void Why_NoNodeIsWhereTheVolumeIs_SaysSo()
    {
        var world = new StorageWorld();
        world.Claim("www-web-0").Volume(change: spec => spec with { NodeAffinity = StorageWorld.In("kubernetes.io/hostname", "node-x") });

        world.See("www-web-0").Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyOutOfReach, "pv", "node-x")]);
        world.Unread = UnreadStorage.Nodes;
        world.See("www-web-0").Why.ShouldBeEmpty();
        world.Unread = UnreadStorage.None;
        world.Nodes.Add(StorageWorld.Node("node-x", "z3"));
        world.See("www-web-0").Why.ShouldBeEmpty();
    }

    [Fact]
    public void Why_ThePodFindsNoPlaceInTheVolumesZone_SaysSo()
    {
        var world = new StorageWorld();
        world.Web.Pod(0, readyFor: null, node: "", phase: "Pending");
        world.Web.Pods[0] = world.Web.Pods[0] with { Status = new() { Phase = "Pending", Conditions = [new() { Type = "PodScheduled", Status = "False", Reason = "Unschedulable", Message = "0/2 nodes are available: 1 had volume node affinity conflict." }] } };
        world.Claim("www-web-0").Volume(change: spec => spec with { NodeAffinity = StorageWorld.In(Node.ZoneLabel, "z1") });

        world.See("www-web-0").Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyNodeConflict, "web-0", "pv", "z1")]);
    }

    private static NodeSelectorTerm Term(string key, string @operator, params string[] values) => new() { MatchExpressions = [new() { Key = key, Operator = @operator, Values = [.. values] }] };
}
