using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Components.Pages;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Components.Workloads;

/// <summary>The page of all workloads: what it connects to, what it does while somebody types, what the address says.</summary>
public sealed class WorkloadsPageTests : ComponentTest
{
    private readonly OfferingReader reader = new();
    private readonly ManualTime time = new();
    private readonly BunitNavigationManager navigation;

    public WorkloadsPageTests()
    {
        Services.AddSingleton<IClusterReader>(reader);
        Services.AddSingleton<TimeProvider>(time);
        navigation = (BunitNavigationManager)Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>();
        reader.Offer("demo", isConnected: true, "shop/web", "shop/cart", "db/store");
    }

    [Fact]
    public void Page_SeveralClustersOffered_ReadsOnlyThoseThatAreConnected()
    {
        reader.Offer("prod", isConnected: false, "shop/orders");
        reader.Offer("test", isConnected: true, "shop/probe");

        var page = Render<WorkloadsPage>();

        Names(page).ShouldBe(["store", "cart", "probe", "web"]);
        reader.Read.Keys.Order().ShouldBe(["demo", "test"]);
        var closed = page.Find("[data-testid=cluster-chip][data-cluster=prod]");
        (closed.GetAttribute("data-connected"), closed.GetAttribute("href")).ShouldBe(("false", "/?cluster=prod"));
        closed.TextContent.ShouldContain("not connected");
    }

    [Fact]
    public void Page_AClusterIsChosen_IsConnectedToAndShownAlone()
    {
        reader.Offer("prod", isConnected: false, "shop/orders");
        navigation.NavigateTo("/?cluster=prod");

        var page = Render<WorkloadsPage>();

        Names(page).ShouldBe(["orders"]);
        reader.Read.Keys.ShouldBe(["prod"]);
    }

    [Fact]
    public void Page_NoneIsConnected_SaysSoAndConnectsToNone()
    {
        reader.Clear();
        reader.Offer("prod", isConnected: false, "shop/orders");

        var page = Render<WorkloadsPage>();

        page.FindAll("[data-testid=none-connected]").Count.ShouldBe(1);
        reader.Read.ShouldBeEmpty();
    }

    [Fact]
    public void Search_Letters_RowsAnswerAtOnceAndTheAddressFollowsOnce()
    {
        var page = Render<WorkloadsPage>();
        var before = navigation.History.Count;

        foreach (var text in new[] { "s", "st", "sto" })
        {
            page.Find("#search").Input(text);
            time.Advance(TimeSpan.FromMilliseconds(300));
        }

        Names(page).ShouldBe(["store"]);
        navigation.History.Count.ShouldBe(before, "somebody is still typing");

        time.Advance(TimeSpan.FromMilliseconds(400));
        page.WaitForAssertion(() => navigation.Uri.ShouldEndWith("/?q=sto"));
        navigation.History.Count.ShouldBe(before + 1);
        navigation.History.First().Options.ReplaceHistoryEntry.ShouldBeTrue();
    }

    [Theory]
    [InlineData("SHOP/w", new[] { "web" })]
    [InlineData("db", new[] { "store" })]
    [InlineData("nginx-slim", new[] { "store", "cart", "web" })]
    [InlineData(" web ", new[] { "web" })]
    [InlineData("nothing", new string[0])]
    public void Search_NameNamespaceOrImage_IsFound(string text, string[] wanted)
    {
        var page = Render<WorkloadsPage>();

        page.Find("#search").Input(text);

        Names(page).ShouldBe(wanted);
    }

    [Fact]
    public void Address_WithFilters_IsTheViewThatItWasCopiedFrom()
    {
        reader.Change("demo", "shop/cart", StatefulSetPhase.Degraded);
        navigation.NavigateTo("/?phase=attention&namespace=shop&q=c&sort=-name");

        var page = Render<WorkloadsPage>();

        Names(page).ShouldBe(["cart"]);
        page.Find("#search").GetAttribute("value").ShouldBe("c");
        page.Find("th[aria-sort=descending]").TextContent.ShouldContain("Name");
        page.Find("button[aria-pressed=true]").TextContent.ShouldContain("need attention");
    }

    [Fact]
    public void Change_OfACluster_MovesItsRowToTheFront()
    {
        var page = Render<WorkloadsPage>();

        reader.Change("demo", "shop/web", StatefulSetPhase.Stalled);

        page.WaitForAssertion(() => Names(page).ShouldBe(["web", "store", "cart"]));
        page.Find(".filters button").TextContent.ShouldContain("1 need attention");
    }

    [Fact]
    public void Cluster_Stale_IsToldOfThatClusterAndRowsStay()
    {
        reader.Offer("test", isConnected: true, "shop/probe");
        var page = Render<WorkloadsPage>();

        reader.Break("test");

        page.WaitForAssertion(() => page.Find("[data-testid=cluster-notes][data-cluster=test] [data-testid=stale-banner]"));
        page.FindAll("[data-testid=cluster-notes][data-cluster=demo] [data-testid=stale-banner]").ShouldBeEmpty();
        Names(page).ShouldContain("probe");
    }

    private static string[] Names(IRenderedComponent<WorkloadsPage> page) => [.. page.FindAll("[data-testid=workload-row]").Select(row => row.GetAttribute("data-name")!)];

    /// <summary>Clusters made by hand; it remembers which were read.</summary>
    private sealed class OfferingReader : IClusterReader
    {
        private readonly ConcurrentDictionary<string, ClusterView> views = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<string, Channel<ClusterView>> watchers = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, bool> Read { get; } = new(StringComparer.Ordinal);

        public void Clear() => views.Clear();

        public void Offer(string id, bool isConnected, params string[] sets) => views[id] = new(
            new(id, id, IsDemo: false, isConnected),
            new(ClusterState.Live, Samples.Now, null, null, []),
            sets.Select(text => Set(text, StatefulSetPhase.Steady)).ToImmutableSortedDictionary(set => set.Name, set => set));

        public void Change(string id, string set, StatefulSetPhase phase)
        {
            var changed = Set(set, phase);
            Publish(views[id] with { Sets = views[id].Sets.SetItem(changed.Name, changed) });
        }

        public void Break(string id) => Publish(views[id] with { Status = views[id].Status with { State = ClusterState.Stale, Error = "no answer" } });

        public IReadOnlyList<ClusterSummary> List(Person person) => [.. views.Values.Select(view => view.Cluster).OrderBy(cluster => cluster.Id, StringComparer.Ordinal)];

        public Task<ClusterView?> ReadAsync(Person person, string clusterId, CancellationToken cancellationToken)
        {
            Read[clusterId] = true;
            return Task.FromResult(views.GetValueOrDefault(clusterId));
        }

        public async IAsyncEnumerable<ClusterView> WatchAsync(Person person, string clusterId, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Read[clusterId] = true;
            var channel = watchers.GetOrAdd(clusterId, _ => Channel.CreateUnbounded<ClusterView>());
            yield return views[clusterId];
            await foreach (var view in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return view;
            }
        }

        private void Publish(ClusterView view)
        {
            views[view.Cluster.Id] = view;
            watchers.GetOrAdd(view.Cluster.Id, _ => Channel.CreateUnbounded<ClusterView>()).Writer.TryWrite(view);
        }

        private static StatefulSetOverview Set(string text, StatefulSetPhase phase) => Samples.Set(phase: phase) with
        {
            Name = new(text.Split('/')[0], text.Split('/')[1]),
            Template = new([new("nginx", "registry.k8s.io/nginx-slim:0.24", IsInit: false)], new(), HasRollingUpdate: false),
        };
    }
}
