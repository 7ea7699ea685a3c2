using Bunit;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Components.StatefulSets;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class VerdictTests : ComponentTest
{
    [Fact]
    public void Verdict_Wait_SaysWhatSinceWhenAndWhatComesAfter()
    {
        var set = Samples.Set(phase: StatefulSetPhase.ScalingUp) with
        {
            Explanation = new(
                Statement.Of(StatementCode.WaitsForReady, "web-1"), [Statement.Of(StatementCode.OthersTook, "0:12"), Statement.Of(StatementCode.ComeAfter, "web-2")], "web-1", Samples.Now),
        };

        var verdict = Render<Verdict>(parameters => parameters.Add(item => item.Set, set)).Find("[data-testid=verdict]");

        verdict.QuerySelector("b")!.TextContent.ShouldBe("OrderedReady waits for web-1 to become Ready.");
        verdict.QuerySelector(".details")!.TextContent.ShouldBe("The others took 0:12. After it: web-2.");
        verdict.QuerySelector("[data-since]")!.GetAttribute("data-since").ShouldStartWith("2026-01-02T12:00:00");
        verdict.GetAttribute("aria-live").ShouldBe("polite");
    }

    [Fact]
    public void Notices_Danger_IsMarkedForEyesAndPrograms()
    {
        var set = Samples.Set() with { Notices = [new Notice(Severity.Danger, Statement.Of(StatementCode.NoGoverningService, "nginx"))] };

        var notice = Render<Verdict>(parameters => parameters.Add(item => item.Set, set)).Find("[data-testid=notice]");

        notice.GetAttribute("data-severity").ShouldBe("danger");
        notice.TextContent.ShouldContain("“nginx” does not exist");
    }

    [Fact]
    public void Ribbon_Hundreds_AreShownSmallWithTheWall()
    {
        var ribbon = Render<Ribbon>(parameters => parameters.Add(item => item.Set, Samples.Set(300, partition: 120)));

        ribbon.FindAll(".tile").Count.ShouldBe(300);
        ribbon.Find(".ribbon").ClassName!.ShouldContain("compact");
        ribbon.Find(".wall").PreviousElementSibling!.TextContent.Trim().ShouldBe("119");
    }

    [Fact]
    public void ScopeBanner_NamespacesWereFound_SaysWhichAndThatThisIsNotAll()
    {
        var status = new ClusterStatus(ClusterState.Live, Samples.Now, null, null, []) { Scope = new(["bank", "shop"], IsFound: true, IsCut: true) };

        var banner = Render<StaleBanner>(parameters => parameters.Add(item => item.Status, status)).Find("[data-testid=scope-banner]");

        banner.TextContent.ShouldContain("(2): bank, shop. Reading the whole cluster is not allowed.");
        banner.TextContent.ShouldContain("first 100 namespaces");
    }

    [Fact]
    public void ScopeBanner_SettingsNameNamespaces_IsNotShown()
    {
        var status = new ClusterStatus(ClusterState.Live, Samples.Now, null, null, []) { Scope = ClusterScope.Of(["bank"]) };

        Render<StaleBanner>(parameters => parameters.Add(item => item.Status, status)).FindAll("[data-testid=scope-banner]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ClusterState.Live, 0)]
    [InlineData(ClusterState.Syncing, 0)]
    [InlineData(ClusterState.Stale, 1)]
    public void StaleBanner_AnyState_IsThereOnlyWhenStale(ClusterState state, int count)
    {
        var status = new ClusterStatus(state, Samples.Now, "connection refused", Samples.Now.AddSeconds(2), []);

        var banner = Render<StaleBanner>(parameters => parameters.Add(item => item.Status, status));

        banner.FindAll("[data-testid=stale-banner]").Count.ShouldBe(count);
        if (count == 1)
        {
            banner.Markup.ShouldContain("connection refused");
            banner.Find("[data-since]").GetAttribute("data-since").ShouldStartWith("2026-01-02T12:00:00");
        }
    }
}
