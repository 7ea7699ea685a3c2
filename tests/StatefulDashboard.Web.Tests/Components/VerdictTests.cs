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
