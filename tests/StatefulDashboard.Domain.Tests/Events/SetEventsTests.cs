using StatefulDashboard.Domain.Events;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Events;

public sealed class SetEventsTests
{
    private static readonly EventFilter All = new("", "");

    [Theory]
    [InlineData("StatefulSet", "web", true)]
    [InlineData("StatefulSet", "web-0", false)]
    [InlineData("Pod", "web-0", true)]
    [InlineData("Pod", "web-17", true)] // scaled away; what was told of it still counts
    [InlineData("Pod", "web-07", false)]
    [InlineData("Pod", "webshop-0", false)]
    [InlineData("Pod", "web-shop-0", false)]
    [InlineData("PersistentVolumeClaim", "www-web-2", true)]
    [InlineData("PersistentVolumeClaim", "other-web-2", false)]
    [InlineData("PodDisruptionBudget", "web", true)]
    [InlineData("PodDisruptionBudget", "other", false)]
    [InlineData("Node", "node-0", false)]
    [InlineData("Secret", "web", false)]
    public void Event_OfAnyObject_CountsOnlyWhereItIsOfTheSet(string kind, string name, bool expected) =>
        (Of(All, Event(kind, name)).Items.Count == 1).ShouldBe(expected);

    [Fact]
    public void Event_OfAnotherNamespace_DoesNotCount() => Of(All, Event("Pod", "web-0") with { InvolvedObject = new() { Kind = "Pod", Name = "web-0", Namespace = "other" } }).Items.ShouldBeEmpty();

    [Theory]
    [InlineData("pod-0", false)]
    [InlineData("pod-before", true)]
    [InlineData("", false)]
    public void Event_OfAnotherUid_IsOfAnEarlierOne(string uid, bool expected) => Of(All, Event("Pod", "web-0", uid: uid)).Items.Single().IsEarlier.ShouldBe(expected);

    [Fact]
    public void Event_OfAPodThatIsNotThere_IsNotCalledEarlier() => Of(All, Event("Pod", "web-9", uid: "whoever")).Items.Single().IsEarlier.ShouldBeFalse();

    [Fact]
    public void Events_Always_AreNewestFirst()
    {
        var told = Of(All, Event("Pod", "web-0", at: -60), Event("Pod", "web-1", at: -5), Event("StatefulSet", "web", at: -30)).Items;

        told.Select(item => item.Object).ShouldBe(["web-1", "web", "web-0"]);
    }

    [Fact]
    public void Series_OverTimestamps_SaysWhenAndHowOften()
    {
        var old = new Event { InvolvedObject = About("Pod", "web-0"), Count = 4, FirstTimestamp = World.Now.AddMinutes(-9), LastTimestamp = World.Now.AddMinutes(-2) };
        var series = new Event { InvolvedObject = About("Pod", "web-0"), EventTime = World.Now.AddMinutes(-8), Series = new() { Count = 7, LastObservedTime = World.Now.AddMinutes(-1) } };
        var once = new Event { InvolvedObject = About("Pod", "web-0"), EventTime = World.Now.AddMinutes(-7) };

        Of(All, old, series, once).Items.Select(item => (item.Count, item.FirstSeen, item.LastSeen)).ShouldBe(
        [
            (7, World.Now.AddMinutes(-8), World.Now.AddMinutes(-1)),
            (4, World.Now.AddMinutes(-9), World.Now.AddMinutes(-2)),
            (1, World.Now.AddMinutes(-7), World.Now.AddMinutes(-7)),
        ]);
    }

    [Theory]
    [InlineData("", "", "web-0 web-1 www-web-0")]
    [InlineData("Pod/web-0", "", "web-0")]
    [InlineData("Pod", "", "web-0 web-1")]
    [InlineData("", "Warning", "web-1")]
    [InlineData("Pod/web-0", "Warning", "")]
    public void Filter_OfObjectAndType_LetsOnlyTheseThrough(string about, string type, string expected)
    {
        var told = Of(new(about, type), Event("Pod", "web-0", at: -1), Event("Pod", "web-1", type: "Warning", at: -2), Event("PersistentVolumeClaim", "www-web-0", at: -3));

        string.Join(' ', told.Items.Select(item => item.Object)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("Pod/web-0", "", "involvedObject.kind=Pod,involvedObject.name=web-0")]
    [InlineData("Pod", "Warning", "involvedObject.kind=Pod,type=Warning")]
    [InlineData("", "Normal", "type=Normal")]
    [InlineData("Pod/web-0,type!=x", "a,b", "involvedObject.kind=Pod")]
    [InlineData("a=b/web-0", "", null)]
    public void Filter_ForTheServer_HoldsNamesOnly(string about, string type, string? expected) => new EventFilter(about, type).FieldSelector.ShouldBe(expected);

    [Fact]
    public void Events_TooMany_AreCutAndCounted()
    {
        var told = Of(All, [.. Enumerable.Range(0, 350).Select(index => Event("Pod", "web-0", at: -index))]);

        (told.Items.Count, told.More).ShouldBe((300, 50));
        told.Items[^1].LastSeen.ShouldBe(World.Now.AddSeconds(-299));
    }

    [Fact]
    public void Event_WithNothingInIt_IsNoFault() => Of(All, new Event(), new Event { InvolvedObject = About("Pod", "web-0") }).Items.Single().ShouldBe(
        new EventEntry("Pod", "web-0", "", "", "", "", 1, null, null, IsEarlier: false));

    private static SetEvents Of(EventFilter filter, params Event[] events) => SetEvents.Of(new World().Pod(0).Pod(1).Overview(), events, filter);

    private static Event Event(string kind, string name, string uid = "", string type = "Normal", int at = -10) => new()
    {
        InvolvedObject = About(kind, name) with { Uid = uid },
        Type = type,
        Reason = "Reason",
        LastTimestamp = World.Now.AddSeconds(at),
    };

    private static ObjectReference About(string kind, string name) => new() { Kind = kind, Name = name, Namespace = "db" };
}
