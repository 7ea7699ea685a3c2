using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Revisions;
using StatefulDashboard.Web.Components.Revisions;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class RevisionViewsTests : ComponentTest
{
    [Fact]
    public void Table_OfRevisions_SaysRolesAndWhoRunsThem()
    {
        var table = Render<RevisionTable>(parameters => parameters.Add(view => view.SetName, "web").Add(view => view.Items, [Item("web-new", 2, isUpdate: true, runs: [3]), Item("web-old", 1, isCurrent: true, runs: [0, 1, 2]), Item("web-lost", null)]));

        table.FindAll("[data-testid=revision]").Select(row => (row.GetAttribute("data-number"), row.QuerySelector("[data-testid=revision-runs]")!.TextContent.Trim()))
            .ShouldBe([("2", "web-3"), ("1", "web-0 … web-2"), (null, "–")]);
        table.FindAll("[data-testid=revision]")[0].QuerySelector(".chip")!.TextContent.ShouldBe("update");
    }

    [Fact]
    public void Diff_OfTwoTemplates_TellsBySignAndFoldsWhatIsEqual()
    {
        var view = Diff(Revisions(Compared()));

        var row = view.Find("[data-testid=diff-row]");
        row.QuerySelector(".removed .sign")!.TextContent.ShouldBe("−");
        row.QuerySelector(".removed code")!.TextContent.ShouldBe("image: a<b>");
        row.QuerySelector(".added .sign")!.TextContent.ShouldBe("+");
        row.QuerySelector(".added code")!.TextContent.ShouldBe("image: b");
        row.QuerySelectorAll("b").ShouldBeEmpty("what comes from a cluster is text");
        view.Find("details summary").TextContent.ShouldContain("1 equal lines");
        view.Find("[data-testid=diff-changes]").TextContent.ShouldContain("Image of container nginx: a<b> → b");
        view.Find("[data-testid=revision-diff]").GetAttribute("data-from").ShouldBe("web-old");
    }

    [Fact]
    public void Diff_Chosen_StandsInTheAddressWithTheOtherSide()
    {
        Diff(Revisions(Compared())).Find("[data-testid=diff-from]").Change("web-new");

        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("?from=web-new&to=web-new");
    }

    [Fact]
    public void Diff_ThatThereIsNot_SaysWhy()
    {
        Diff(Revisions(null)).FindAll("[data-testid=diff-none]").Count.ShouldBe(1);
        Diff(Revisions(Compared() with { Changes = [], Blocks = [] })).FindAll("[data-testid=diff-equal]").Count.ShouldBe(1);
        Diff(Revisions(new("web-old", "web-new", [], 0, [], Statement.Of(StatementCode.RevisionWithoutTemplate, "web-new")))).Find("[data-testid=diff-fault]").TextContent.ShouldContain("web-new");
    }

    private static RevisionDiff Compared() => new(
        "web-old", "web-new", [Statement.Of(StatementCode.TemplateImageChanged, "nginx", "a<b>", "b")], 0,
        [new(IsFolded: true, 1, [new(1, "spec:", 1, "spec:")]), new(IsFolded: false, 1, [new(2, "image: a<b>", 2, "image: b")])], null);

    private static SetRevisions Revisions(RevisionDiff? diff) => new(
        "RollingUpdate", 0, 0, 3, null, "web-old", "web-new", IsUnderWay: true, 1, [Item("web-new", 2, isUpdate: true), Item("web-old", 1, isCurrent: true)], [], [], diff);

    private static RevisionEntry Item(string name, long? number, bool isCurrent = false, bool isUpdate = false, int[]? runs = null) =>
        new(name, number, Samples.Now, isCurrent, isUpdate, [.. runs ?? []], [], ["nginx: nginx:1"]);

    private IRenderedComponent<RevisionDiffView> Diff(SetRevisions revisions) =>
        Render<RevisionDiffView>(parameters => parameters.Add(view => view.Set, Samples.Set()).Add(view => view.Revisions, revisions));
}
