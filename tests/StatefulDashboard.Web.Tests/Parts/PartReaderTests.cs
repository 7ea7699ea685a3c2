using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Parts;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Parts;

/// <summary>A part is read only while somebody looks, with what they may read, and says how it is.</summary>
public sealed class PartReaderTests : IAsyncLifetime
{
    private static readonly PartAddress Web = new("demo", new NamespacedName("db", "web"));
    private static readonly Person Local = new("local", "local");

    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
    private AccountApiServer server = null!;
    private TestDashboard dashboard = null!;
    private LeasesPart part = null!;

    public async ValueTask InitializeAsync()
    {
        server = await AccountApiServer.StartAsync();
        server.Put("statefulsets", "db", "web", """{"spec":{"replicas":0,"serviceName":"web","selector":{"matchLabels":{"app":"web"}}}}""");
        server.Put("leases", "db", "one", "{}");
        dashboard = await TestDashboard.StartAsync(server, mode: SignInMode.Local);
        part = new(dashboard.Services.GetRequiredService<PartReader>());
        await UntilAsync(Web, view => view.State == PartState.Live);
    }

    public async ValueTask DisposeAsync()
    {
        limit.Dispose();
        await dashboard.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Watch_AllIsThere_GivesTheValueAndEndsItsWatchesWithTheReader()
    {
        var before = Asked();
        var live = await UntilAsync(Web, view => view.State == PartState.Live);

        live.Value.ShouldBe(new Names("web", ["one"]));
        (live.Error, live.Unread.Count).ShouldBe((null, 0));
        Asked().ShouldBeGreaterThan(before, "they are read anew for each reader");
        await Eventually.HoldsAsync(() => part.Readers == 0, () => "nobody reads any more");
    }

    [Fact]
    public async Task Watch_KindThatMayNotBeRead_IsNamedAndTheRestIsMade()
    {
        await server.AllowAsync((_, plural, _) => plural != "leases");

        var view = await UntilAsync(Web, view => view.State == PartState.Live);

        view.Unread.ShouldBe(["leases"]);
        view.Value.ShouldBe(new Names("web", []));
    }

    [Fact]
    public async Task Watch_SetThatIsNotThere_IsGone()
    {
        var view = await UntilAsync(new("demo", new NamespacedName("db", "other")), view => view.State != PartState.Syncing);

        (view.State, view.Value).ShouldBe((PartState.Gone, null));
    }

    [Fact]
    public async Task Watch_NamespaceWhoseSetsMayNotBeSeen_IsForbidden()
    {
        await server.AllowAsync((_, plural, place) => plural != "statefulsets" && place is not null);
        await Eventually.HoldsAsync(
            () => !dashboard.Services.GetRequiredService<ClusterDirectory>().Read(Local, "demo")!.Status.SeesSets("db"), () => "the set may not be seen any more");

        var view = await UntilAsync(Web, view => view.State is PartState.Forbidden or PartState.Live);

        (view.State, view.Value).ShouldBe((PartState.Forbidden, null));
    }

    [Fact]
    public async Task Watch_NoSuchCluster_IsEmpty()
    {
        var views = 0;
        await foreach (var _ in part.WatchAsync(Local, Web with { Cluster = "other" }, limit.Token))
        {
            views++;
        }

        views.ShouldBe(0);
    }

    [Fact]
    public async Task Json_PartOfTheProgram_AnswersOrSaysWhatIsMissing()
    {
        using var client = dashboard.Client(dashboard.Services.GetRequiredService<LaunchToken>().Value);

        using var good = await client.GetAsync(new Uri("/api/clusters/demo/namespaces/db/statefulsets/web/storage", UriKind.Relative), limit.Token);
        using var missing = await client.GetAsync(new Uri("/api/clusters/demo/namespaces/db/statefulsets/other/storage", UriKind.Relative), limit.Token);

        ((int)good.StatusCode, (int)missing.StatusCode).ShouldBe((200, 404), await good.Content.ReadAsStringAsync(limit.Token));
        (await good.Content.ReadAsStringAsync(limit.Token)).ShouldContain("\"part\":\"storage\"");
        (await missing.Content.ReadAsStringAsync(limit.Token)).ShouldContain("It has: web.");
    }

    private int Asked() => server.Requests.Count(request => request.Contains("/leases", StringComparison.Ordinal));

    private async Task<PartView<Names>> UntilAsync(PartAddress address, Func<PartView<Names>, bool> holds)
    {
        await foreach (var view in part.WatchAsync(Local, address, limit.Token))
        {
            if (holds(view))
            {
                return view;
            }
        }

        throw new InvalidOperationException("it ended before");
    }

    private sealed record Names(string Set, ValueList<string> Leases);

    private sealed class LeasesPart(PartReader reader) : Part<Names>(reader)
    {
        private LiveObjects? last;

        public override string Name => "leases";

        public override bool IsOfSet => true;

        /// <summary>Watches that still run for the last reader.</summary>
        public int Readers => last!.Health.Count(health => health.State != StatefulDashboard.Kubernetes.Informers.WatchState.Stopped);

        protected internal override Func<ClusterView, DateTimeOffset, Names?> Follow(LiveObjects objects, PartAddress address)
        {
            last = objects;
            var leases = objects.Follow(ResourceKinds.Leases, address.Set!.Value.Namespace);
            return (view, _) => view.Sets.ContainsKey(address.Set.Value)
                ? new(address.Set.Value.Name, leases.Items.Select(lease => lease.Metadata.Name).ToValueList())
                : null;
        }
    }
}
