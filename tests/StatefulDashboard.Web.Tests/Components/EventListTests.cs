using Bunit;
using StatefulDashboard.Domain.Events;
using StatefulDashboard.Web.Components.Events;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class EventListTests : ComponentTest
{
    private static readonly EventEntry Entry = new("Pod", "web-0", "Warning", "BackOff", "Back-off pulling image", "kubelet", 7, Samples.Now.AddMinutes(-5), Samples.Now, IsEarlier: false);

    [Fact]
    public void Event_ThatWarns_IsToldByWordAndShape()
    {
        var list = Show(Entry, Entry with { Type = "Normal", Reason = "Pulled", Count = 1 });

        list.FindAll("[data-testid=event] .chip").Select(chip => chip.TextContent.Trim()).ShouldBe(["▲ Warning", "● Normal"]);
    }

    [Fact]
    public void Event_ToldManyTimes_SaysHowOftenAndSinceWhen()
    {
        var list = Show(Entry, Entry with { Count = 1 });

        list.FindAll("[data-testid=event]").Select(item => item.QuerySelectorAll("[data-since]").Length).ShouldBe([2, 1]);
        list.Find("[data-testid=event]").TextContent.ShouldContain("7 times");
    }

    [Fact]
    public void Event_OfAnEarlierPod_IsMarked()
    {
        var item = Show(Entry with { IsEarlier = true }).Find("[data-testid=event]");

        item.GetAttribute("data-earlier").ShouldBe("true");
        item.TextContent.ShouldContain("an earlier one of this name");
    }

    [Fact]
    public void Event_WithHostileTexts_ShowsThemAsText()
    {
        var item = Show(Entry with { Reason = "<script>alert(1)</script>", Message = "a\u202Eb<img src=x>", Component = "<b>", Object = "web-0\u0007", Type = "<i>" }).Find("[data-testid=event]");

        item.QuerySelectorAll("script, img, i").ShouldBeEmpty();
        item.TextContent.ShouldContain("a\\u202eb<img src=x>");
        item.TextContent.ShouldContain("web-0\\u0007");
    }

    [Theory]
    [InlineData(false, "No events")]
    [InlineData(true, "No such events")]
    public void Events_None_SaysThatClustersForget(bool isFiltered, string title)
    {
        var none = Render<EventList>(parameters => parameters.Add(list => list.Events, new SetEvents([], 0, [])).Add(list => list.IsFiltered, isFiltered)).Find("[data-testid=events-none]");

        none.QuerySelector("h2")!.TextContent.ShouldBe(title);
        none.TextContent.ShouldContain("one hour");
    }

    [Fact]
    public void Events_Cut_SaysHowManyAreNotListed() =>
        Render<EventList>(parameters => parameters.Add(list => list.Events, new SetEvents([Entry], 42, []))).Find("[data-testid=events-more]").TextContent.ShouldContain("42");

    private IRenderedComponent<EventList> Show(params EventEntry[] entries) => Render<EventList>(parameters => parameters.Add(list => list.Events, new SetEvents([.. entries], 0, [])));
}
