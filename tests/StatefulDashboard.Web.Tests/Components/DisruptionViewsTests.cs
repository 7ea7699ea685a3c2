using Bunit;
using StatefulDashboard.Domain.Disruption;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Web.Components.Disruption;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class DisruptionViewsTests : ComponentTest
{
    [Theory]
    [InlineData(1, Severity.Note, StatementCode.BudgetAllows, "✓ May go now: 1")]
    [InlineData(0, Severity.Caution, StatementCode.BudgetUsedUp, "▲ May go now: 0")]
    public void Budget_UsedUpOrNot_IsToldByNumberAndShape(int allowed, Severity severity, StatementCode code, string chip)
    {
        var panel = Render<BudgetPanel>(parameters => parameters.Add(view => view.SetName, "web").Add(view => view.Budget, new(
            "web", null, "1", "IfHealthyBudget", allowed, 3, 2, 3, IsObserved: true, [0, 1, 2], new(severity, Statement.Of(code, "web", "1", "3", "2", "3")), [Statement.Of(StatementCode.BudgetUnhealthyIfHealthy, "web")])));

        panel.Find(".chip").TextContent.Trim().ShouldBe(chip);
        panel.Find("[data-testid=budget-pods]").TextContent.ShouldBe("web-0 … web-2");
        panel.Find("dt").TextContent.ShouldBe("maxUnavailable");
        panel.Find("[data-testid=budget]").GetAttribute("data-allowed").ShouldBe(allowed.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Spread_OfAnyNodes_SaysStateInWordsAndWhatADrainDoes()
    {
        var table = Render<SpreadTable>(parameters => parameters.Add(view => view.SetName, "web").Add(view => view.Places,
        [
            new("node-a", "z1", IsReady: true, IsUnschedulable: true, [0], [new(Severity.Note, Statement.Of(StatementCode.DrainEvicts, "web-0")), new(Severity.Caution, Statement.Of(StatementCode.DrainPinned, "web-0"))]),
            new("node-<b>", "", IsReady: false, IsUnschedulable: false, [1], []),
            new("", "", IsReady: null, IsUnschedulable: false, [2], []),
        ]));

        table.FindAll("[data-testid=place]").Select(row => string.Join('|', row.QuerySelectorAll(".chip").Select(chip => chip.TextContent.Trim()))).ShouldBe(["✓ Ready|▲ cordoned", "✕ not Ready", ""]);
        table.FindAll("[data-testid=drain]").Select(drain => drain.TextContent.Trim()).ShouldBe(["· evicts web-0", "▲ leaves web-0 Pending: no other node that is ready can use its volumes"]);
        table.FindAll("[data-testid=place] th").Select(head => head.TextContent.Trim()).ShouldBe(["node-a", "node-<b>", "no node yet"]);
    }

    [Theory]
    [InlineData(Severity.Danger, "✕ Danger")]
    [InlineData(Severity.Caution, "▲ Caution")]
    [InlineData(Severity.Note, "● Note")]
    public void Notice_OfAnySeverity_IsToldByWordAndShape(Severity severity, string expected) =>
        Render<DisruptionNotice>(parameters => parameters.Add(view => view.Notice, new(severity, Statement.Of(StatementCode.NoBudget)))).Find("b").TextContent.ShouldBe(expected);
}
