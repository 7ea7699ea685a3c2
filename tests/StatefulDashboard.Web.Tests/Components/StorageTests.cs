using Bunit;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Components.Storage;

namespace StatefulDashboard.Web.Tests.Components;

/// <summary>The storage of a set and of a cluster as they are drawn.</summary>
public sealed class StorageTests : ComponentTest
{
    private static readonly ClassInfo Standard = new("standard", "csi.example.com", "Immediate", AllowsExpansion: true, "Delete", IsDefault: true, []);

    private static readonly ClaimStorage Bound = new("db", "data-web-0", "Bound")
    {
        Requested = "1Gi", Capacity = "1Gi", Bytes = 1L << 30, AccessModes = ["ReadWriteOnce"], StorageClass = "standard", Class = Standard, VolumeName = "pv-0",
        Volume = new("pv-0", "Bound", "CSI", "csi.example.com", "1Gi", "Delete", "standard", "csi.example.com", "db/data-web-0", [Statement.Of(StatementCode.VolumeWhereZones, "z1")], "", null),
        Provisioning = Provisioning.Dynamic, Use = ClaimUse.Used, Meanings = [new("web", "data", 0, "web-0", InRange: true)], Users = [new("Pod", "web-0", "node-a")],
        Data = Statement.Of(StatementCode.ClaimDataDeleted, "pv-0"),
    };

    private static readonly ClaimStorage LeftBehind = Bound with
    {
        Name = "data-web-4", Use = ClaimUse.LeftBehind, Users = [], Notes = [Statement.Of(StatementCode.ClaimUseTakenBack, "web-4", "5")], Bytes = 3L << 30, Capacity = "3Gi", Requested = "3Gi",
        Meanings = [new("web", "data", 4, "web-4", InRange: false)],
    };

    private static readonly ClaimStorage Pending = new("shop", "data-cart-0", "Pending")
    {
        Requested = "2Gi", Bytes = 2L << 30, StorageClass = "absent", Use = ClaimUse.NotSeen, Why = [Statement.Of(StatementCode.ClaimWhyNoSuchClass, "absent", "standard")],
        Events = [new("ProvisioningFailed", "<script>alert(1)</script> \u202Eevil", IsWarning: true, 3, null)],
    };

    private static readonly ClaimStorage Lost = Bound with { Name = "gone", Phase = "Lost", Why = [Statement.Of(StatementCode.ClaimWhyLost, "pv-9")], Use = ClaimUse.Unknown };

    [Fact]
    public void Row_OfABoundClaim_SaysSizeVolumePlaceAndWhatBecomesOfTheData()
    {
        var row = Row(Bound);

        row.TextContent.ShouldContain("1 GiB");
        row.TextContent.ShouldContain("RWO");
        row.TextContent.ShouldContain("csi.example.com");
        row.TextContent.ShouldContain("only in zone z1");
        row.TextContent.ShouldContain("web-0");
        row.QuerySelector("[data-testid=claim-data]")!.TextContent.ShouldBe("When the claim is deleted, its volume is deleted too, and the data with it.");
        row.QuerySelector("a")!.GetAttribute("href").ShouldBe("/c/demo/ns/db/statefulsets/web?tab=storage");
    }

    [Fact]
    public void Row_OfAPendingClaim_SaysWhyAndShowsHostileTextAsText()
    {
        var row = Row(Pending);

        row.GetAttribute("data-phase").ShouldBe("Pending");
        row.QuerySelector("[data-testid=claim-why]")!.GetAttribute("data-code").ShouldBe("ClaimWhyNoSuchClass");
        row.QuerySelector("script").ShouldBeNull();
        row.QuerySelector("[data-testid=claim-event]")!.TextContent.ShouldContain("<script>alert(1)</script> \\u202eevil");
    }

    [Fact]
    public void Row_WhatIsLost_IsMarkedAsBad() => Row(Lost).QuerySelector("[data-testid=claim-why]")!.ClassList.ShouldContain("bad-text");

    [Fact]
    public void Row_OfAClaimThatIsNotThere_SaysSoInWords()
    {
        var row = Row(new("db", "data-web-1", ClaimBinding.MissingPhase) { Use = ClaimUse.WaitsForPod, Why = [Statement.Of(StatementCode.ClaimWhyNotMadeYet, "web-1")] });

        row.TextContent.ShouldContain("not there");
        row.QuerySelector("[data-testid=claim-why]")!.ClassList.ShouldBeEmpty("it is only not its turn yet");
    }

    [Fact]
    public void Row_ChangesOnlyWhenItsClaimDoes()
    {
        var cut = Render<ClaimRow>(parameters => parameters.Add(row => row.Cluster, "demo").Add(row => row.Claim, Bound));
        cut.Render(parameters => parameters.Add(row => row.Cluster, "demo").Add(row => row.Claim, Bound with { }));
        cut.RenderCount.ShouldBe(1);

        cut.Render(parameters => parameters.Add(row => row.Cluster, "demo").Add(row => row.Claim, Bound with { Phase = "Lost" }));
        cut.RenderCount.ShouldBe(2);
        cut.Find("tr").GetAttribute("data-phase").ShouldBe("Lost");
    }

    [Fact]
    public void Set_WithClaimsLeftBehind_SumsThem()
    {
        var cut = Set([Bound, LeftBehind]);

        cut.Find("[data-testid=storage-left-behind]").TextContent.ShouldContain("left behind: 1 · 3 GiB");
        cut.FindAll("[data-testid=storage-claim]").Count.ShouldBe(2);
        cut.Find("[data-testid=retention]").TextContent.ShouldContain("whenScaled: Retain");
    }

    [Fact]
    public void Set_WithoutClaims_SaysWhatThatMeans() => Set([]).Find("[data-testid=no-claims]").TextContent.ShouldContain("no claims");

    [Fact]
    public void Set_WithASharedClaim_SaysItAloud()
    {
        var shared = new SharedClaim(Bound with { Name = "assets", Meanings = [] }, [Statement.Of(StatementCode.ClaimSharedReplicas, "assets", "3"), Statement.Of(StatementCode.ClaimSharedOneNode)]);

        var cut = Set([], shared);

        cut.Find("[data-testid=shared-claim]").TextContent.ShouldContain("all 3 replicas share this one claim");
        cut.Find("[data-testid=shared-claim]").TextContent.ShouldContain("one node at a time");
    }

    [Fact]
    public void Cluster_Filters_CountAndPick()
    {
        Cluster().FindAll("[data-testid=storage-claim]").Count.ShouldBe(4);
        Cluster().Find("[data-testid=filter-leftBehind]").TextContent.ShouldContain("1 left behind · 3 GiB");
        Cluster().FindAll("[data-testid=filter-drift]").ShouldBeEmpty("there is none");

        Names(Cluster(show: "leftBehind")).ShouldBe(["data-web-4"]);
        Names(Cluster(show: "waiting")).ShouldBe(["data-cart-0"]);
        Names(Cluster(show: "lost")).ShouldBe(["gone"]);
        Names(Cluster(show: "notSeen")).ShouldBe(["data-cart-0"]);
        Names(Cluster(show: "no-such-filter")).Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("cart", "data-cart-0")]
    [InlineData("ABSENT", "data-cart-0")]
    [InlineData("db/data-web-4", "data-web-4")]
    [InlineData("web-0", "data-web-0")]
    public void Cluster_Search_FindsByNameClassAndUser(string search, string expected) => Names(Cluster(search: search)).ShouldContain(expected);

    [Fact]
    public void Cluster_NamespaceAndSearch_CountOnlyWhatMatches()
    {
        var cut = Cluster(ns: "shop");

        Names(cut).ShouldBe(["data-cart-0"]);
        cut.Find("[data-testid=storage-totals]").TextContent.ShouldBe("Claims: 1 · 2 GiB");
        cut.FindAll("[data-testid=filter-leftBehind]").ShouldBeEmpty();
        Cluster(search: "nothing like it").Markup.ShouldContain("Nothing matches.");
    }

    [Fact]
    public void Cluster_AFilterIsPressed_AsksForItsAddress()
    {
        (string?, string?, string?)? asked = null;
        var cut = Cluster(ns: "db", changed: wanted => asked = wanted);

        cut.Find("[data-testid=filter-leftBehind]").Click();

        asked.ShouldBe(("leftBehind", "db", null));
    }

    [Fact]
    public void Cluster_ClaimsUnread_IsNotCalledEmpty()
    {
        var cut = Render<ClusterStorageView>(parameters => parameters.Add(view => view.Cluster, "demo").Add(view => view.Storage, Storage([])).Add(view => view.IsUnread, true));

        cut.Find("[data-testid=claims-unread]").TextContent.ShouldContain("persistentvolumeclaims");
        cut.FindAll("[data-testid=no-claims]").ShouldBeEmpty();
    }

    [Fact]
    public void Cluster_ClassesAndLooseVolumes_AreListed()
    {
        var cut = Cluster();

        cut.Find("[data-testid=storage-class][data-name=standard]").TextContent.ShouldContain("default");
        cut.Find("[data-testid=loose-volume][data-name=left]").TextContent.ShouldContain("Its claim db/old is gone. The data is still there");
    }

    [Fact]
    public void Cluster_ThousandsOfClaims_DrawsOnlySome()
    {
        var many = Enumerable.Range(0, 5000).Select(index => Bound with { Name = "claim-" + index }).ToValueList();

        var cut = Render<ClusterStorageView>(parameters => parameters.Add(view => view.Cluster, "demo").Add(view => view.Storage, Storage(many)));

        cut.FindAll("[data-testid=storage-claim]").Count.ShouldBeLessThan(200);
        cut.Find("[data-testid=storage-totals]").TextContent.ShouldContain("5000");
    }

    private AngleSharp.Dom.IElement Row(ClaimStorage claim) =>
        Render<ClaimRow>(parameters => parameters.Add(row => row.Cluster, "demo").Add(row => row.Claim, claim).Add(row => row.ShowNamespace, true)).Find("tr");

    private IRenderedComponent<SetStorageView> Set(ValueList<ClaimStorage> claims, params SharedClaim[] shared)
    {
        var storage = new SetStorage(new("db", "web"), claims, [.. shared], [], [Statement.Of(StatementCode.RetentionScaledRetain)], StorageTotals.Of(claims));
        return Render<SetStorageView>(parameters => parameters.Add(view => view.Cluster, "demo").Add(view => view.Storage, storage));
    }

    private IRenderedComponent<ClusterStorageView> Cluster(string? show = null, string? ns = null, string? search = null, Action<(string?, string?, string?)>? changed = null) =>
        Render<ClusterStorageView>(parameters => parameters.Add(view => view.Cluster, "demo").Add(view => view.Storage, Storage([Bound, LeftBehind, Lost, Pending]))
            .Add(view => view.Show, show).Add(view => view.Ns, ns).Add(view => view.Search, search)
            .Add(view => view.Changed, wanted => changed?.Invoke(wanted)));

    private static ClusterStorage Storage(ValueList<ClaimStorage> claims) => new(
        claims, [Standard], [new("left", "Released", "CSI", "csi.example.com", "1Gi", "Retain", "standard", "csi.example.com", "db/old", [], "", null)], StorageTotals.Of(claims));

    private static List<string?> Names(IRenderedComponent<ClusterStorageView> cut) => [.. cut.FindAll("[data-testid=storage-claim]").Select(row => row.GetAttribute("data-name"))];
}
