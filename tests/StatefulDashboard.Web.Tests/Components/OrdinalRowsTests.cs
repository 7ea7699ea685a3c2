using Bunit;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Web.Components.StatefulSets;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class OrdinalRowsTests : ComponentTest
{
    [Fact]
    public void Rows_Always_AreInOrderLastFirst() => Ordinals(Rows(Samples.Set())).ShouldBe(["2", "1", "0"]);

    [Fact]
    public void Rows_Turned_AreInOrderFirstFirst() =>
        Ordinals(Render<OrdinalRows>(parameters => parameters.Add(rows => rows.Set, Samples.Set()).Add(rows => rows.FirstOnTop, true))).ShouldBe(["0", "1", "2"]);

    [Theory]
    [InlineData(0, 1, "2 1 | 0")]
    [InlineData(0, 2, "2 | 1 0")]
    [InlineData(5, 2, "7 | 6 5")]
    [InlineData(0, 0, "2 1 0")]
    [InlineData(0, 3, "2 1 0")]
    public void PartitionLine_AnyPartition_StandsWhereItDividesTheRange(int start, int partition, string expected)
    {
        var rows = Rows(Samples.Set(start: start, partition: partition));

        string.Join(' ', rows.FindAll("tbody tr").Select(row => row.GetAttribute("data-ordinal") ?? "|")).ShouldBe(expected);
    }

    [Fact]
    public void Rows_OutsideTheRange_StandApart()
    {
        var set = Samples.Set(1, slots: [Samples.Slot(0), Samples.Slot(1, OrdinalState.Terminating, OrdinalPosition.Condemned), Samples.Slot(2, OrdinalState.Missing, OrdinalPosition.LeftBehind, RevisionRole.None)]);

        var rows = Rows(set);

        string.Join(' ', rows.FindAll("tbody tr").Select(row => row.GetAttribute("data-position") ?? "out")).ShouldBe("replica out leftBehind condemned");
    }

    [Theory]
    [InlineData(OrdinalState.Pending, "pending")]
    [InlineData(OrdinalState.Starting, "starting")]
    [InlineData(OrdinalState.NotReady, "notReady")]
    [InlineData(OrdinalState.Ready, "ready")]
    [InlineData(OrdinalState.Available, "available")]
    [InlineData(OrdinalState.Terminating, "terminating")]
    [InlineData(OrdinalState.Failed, "failed")]
    public void Row_AnyState_SaysItInAWordAndForPrograms(OrdinalState state, string word)
    {
        var row = Rows(Samples.Set(1, slots: [Samples.Slot(0, state)])).Find("[data-testid=ordinal-row]");

        row.GetAttribute("data-state").ShouldBe(word);
        row.QuerySelector(".chip")!.TextContent.Trim().Length.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Row_HostileTexts_AreShownAsText()
    {
        var slot = Samples.Slot(0, OrdinalState.Starting, fault: "<img src=x onerror=alert(1)>", faultMessage: "a\u202Eb", node: "no\u0007de<script>");

        var row = Rows(Samples.Set(1, slots: [slot])).Find("[data-testid=ordinal-row]");

        row.QuerySelectorAll("img, script").ShouldBeEmpty();
        row.TextContent.ShouldContain("<img src=x onerror=alert(1)>");
        row.TextContent.ShouldContain("no\\u0007de<script>");
        row.QuerySelector(".fault")!.GetAttribute("title").ShouldBe("a\\u202eb");
    }

    [Fact]
    public void Row_EqualRecord_IsNotRenderedAgain()
    {
        var row = Render<OrdinalRow>(parameters => parameters.Add(item => item.Slot, Samples.Slot(0)).Add(item => item.SetName, "web"));

        row.Render(parameters => parameters.Add(item => item.Slot, Samples.Slot(0)));
        row.RenderCount.ShouldBe(1);
        row.Render(parameters => parameters.Add(item => item.Slot, Samples.Slot(0, OrdinalState.NotReady)));
        row.RenderCount.ShouldBe(2);
        row.Find("tr").ClassName!.ShouldContain("changed");
    }

    private IRenderedComponent<OrdinalRows> Rows(StatefulSetOverview set) => Render<OrdinalRows>(parameters => parameters.Add(rows => rows.Set, set));

    private static string?[] Ordinals(IRenderedComponent<OrdinalRows> rows) => [.. rows.FindAll("[data-testid=ordinal-row]").Select(row => row.GetAttribute("data-ordinal"))];
}
