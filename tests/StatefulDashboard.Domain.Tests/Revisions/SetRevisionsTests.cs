using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Revisions;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Revisions;

public sealed class SetRevisionsTests
{
    [Fact]
    public void Revisions_Canary_SayWhoRunsWhatAndWhoWouldGetWhat()
    {
        var set = Of(new World().Revisions("web-old", "web-new").Partition(2).Pod(0).Pod(1).Pod(2, "web-new"));

        set.Items.Select(item => (item.Name, item.Number, item.IsCurrent, item.IsUpdate, string.Join(',', item.Runs), string.Join(',', item.Gives)))
            .ShouldBe([("web-new", 2L, false, true, "2", "2"), ("web-old", 1L, true, false, "0,1", "0,1")]);
        (set.IsUnderWay, set.Updated, set.Partition).ShouldBe((true, 1, 2));
        Say(set.Restarts).ShouldBe("RestartKeeps(web-0, web-1; web-old) RestartKeeps(web-2; web-new)");
        set.Items[0].Images.ShouldBe(["nginx: nginx:web-new"]);
        (set.Diff!.From, set.Diff.To).ShouldBe(("web-old", "web-new"));
        Say(set.Diff.Changes).ShouldBe("TemplateImageChanged(nginx; nginx:web-old; nginx:web-new)");
    }

    // the partition was raised over an updated pod: a restart would take it back, which nobody expects (kubernetes/kubernetes #119685)
    [Fact]
    public void Restart_OfAnUpdatedPodBelowThePartition_TurnsItBack() =>
        Say(Of(new World().Revisions("web-old", "web-new").Partition(3).Pod(0).Pod(1).Pod(2, "web-new")).Restarts)
            .ShouldBe("RestartKeeps(web-0, web-1; web-old) RestartChanges(web-2; web-old; web-new)");

    [Fact]
    public void Restart_UnderOnDelete_GivesTheUpdateRevision() =>
        Say(Of(new World().Revisions("web-old", "web-new").With(spec => spec with { UpdateStrategy = new() { Type = "OnDelete" } }).Pod(0).Pod(1).Pod(2, "web-new")).Restarts)
            .ShouldBe("RestartChanges(web-0, web-1; web-new; web-old) RestartKeeps(web-2; web-new)");

    [Fact]
    public void Restart_WithoutAPodOrARevision_IsSaid()
    {
        Say(Of(new World().Pod(0)).Restarts).ShouldBe("RestartKeeps(web-0; web-old) RestartMakes(web-1, web-2; web-old)");
        Say(Of(new World().Revisions("", "").Replicas(1).Pod(0)).Restarts).ShouldBe("RestartUnknown(web-0)");
    }

    [Theory]
    [InlineData("", "", "web-2 web-3")]
    [InlineData("web-1", "", "web-1 web-3")]
    [InlineData("web-3", "web-1", "web-3 web-1")]
    [InlineData("", "web-2", "web-1 web-2")]
    [InlineData("", "web-1", "web-3 web-1")] // nothing is before it: the present one stands beside it
    [InlineData("other-1", "<script>", "web-2 web-3")]
    public void Diff_AskedFor_IsOfRevisionsOfTheSetOnly(string from, string to, string expected)
    {
        var set = Of(new World().Revisions("web-3", "web-3").Pod(0, "web-3"), from, to, "web-1", "web-2", "web-3");

        (set.Diff!.From + " " + set.Diff.To).ShouldBe(expected);
    }

    [Fact]
    public void Diff_OfOneRevision_IsNone()
    {
        var set = Of(new World().Revisions("web-1", "web-1").Pod(0, "web-1"), revisions: "web-1");

        set.Diff.ShouldBeNull();
        Say(set.Notes).ShouldBe("RevisionOnlyOne()");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("{")]
    [InlineData("""{"spec":[]}""")]
    [InlineData("""{"spec":{"template":"x"}}""")]
    [InlineData("""{"spec":{},"spec":{}}""")]
    public void Diff_OfDataThatHoldNoTemplate_SaysSo(string data)
    {
        var world = new World().Revisions("web-old", "web-new").Pod(0);

        var set = SetRevisions.Of(world.Overview(), [Detail("web-old", 1), Detail("web-new", 2) with { Data = data }], "", "");

        Say([set.Diff!.Fault!]).ShouldBe("RevisionWithoutTemplate(web-new)");
        set.Items.Single(item => item.Name == "web-new").Images.ShouldBeEmpty();
    }

    [Fact]
    public void Revision_ThatPodsRunAndNobodyKeeps_IsListedWithoutANumber()
    {
        var set = Of(new World().Pod(0, "web-lost").Pod(1).Pod(2), revisions: "web-old");

        set.Items.Select(item => (item.Name, item.Number)).ShouldBe([("web-old", 1L), ("web-lost", null)]);
        Say(set.Notes).ShouldContain("RevisionUnlisted(web-lost; web-0)");
    }

    [Fact]
    public void Revision_OfAnotherSet_DoesNotCount()
    {
        var foreign = Detail("web-foreign", 9) with { Metadata = new() { Name = "web-foreign", OwnerReferences = [new() { Uid = "another", Controller = true }] } };

        SetRevisions.Of(new World().Pod(0).Overview(), [foreign, Detail("web-old", 1)], "", "").Items.Select(item => item.Name).ShouldBe(["web-old"]);
    }

    private static SetRevisions Of(World world, string from = "", string to = "", params string[] revisions) =>
        SetRevisions.Of(world.Overview(), (revisions.Length > 0 ? revisions : ["web-old", "web-new"]).Select((name, index) => Detail(name, index + 1)), from, to);

    private static RevisionDetail Detail(string name, long number) => new()
    {
        Metadata = new() { Name = name, Namespace = "db", CreationTimestamp = World.Now.AddHours(number), OwnerReferences = [new() { Kind = "StatefulSet", Name = "web", Uid = "set-uid", Controller = true }] },
        Revision = number,
        Data = """{"spec":{"template":{"$patch":"replace","metadata":{"labels":{"app":"nginx"}},"spec":{"containers":[{"name":"nginx","image":"nginx:NAME"}]}}}}""".Replace("NAME", name, StringComparison.Ordinal),
    };

    private static string Say(IEnumerable<Statement> statements) => string.Join(' ', statements.Select(statement => statement.Code + "(" + string.Join("; ", statement.Arguments) + ")"));
}
