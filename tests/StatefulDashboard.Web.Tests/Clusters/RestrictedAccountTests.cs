using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Clusters;

/// <summary>An account without rights in the whole cluster sees what it may read, is told so, and follows its rights as they change.</summary>
public sealed class RestrictedAccountTests : IAsyncLifetime
{
    private static readonly Person Somebody = new("local", "local");

    private readonly ManualTime time = new();
    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
    private AccountApiServer server = null!;
    private ClusterDirectory? directory;

    private string[] Reviews => [.. server.Requests.Where(request => request.Contains("selfsubjectaccessreviews", StringComparison.Ordinal))];

    public async ValueTask InitializeAsync()
    {
        server = await AccountApiServer.StartAsync("bank");
        foreach (var name in new[] { "bank", "infra", "shop" })
        {
            server.Put("namespaces", null, name, "{}");
            server.Put("statefulsets", name, "web", """{"spec":{"replicas":0,"serviceName":"web"}}""");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (directory is not null)
        {
            await directory.DisposeAsync();
        }

        await server.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Account_MayReadSomeNamespaces_SeesTheseAndIsToldWhich()
    {
        await server.AllowAsync((_, plural, scope) => plural == "namespaces" || scope is "bank" or "shop");

        var view = await UntilAsync(view => view.Status.State == ClusterState.Live && view.Sets.Count > 0);

        view.Sets.Keys.Select(name => name.Namespace).ShouldBe(["bank", "shop"]);
        view.Status.Scope.ShouldBe(new ClusterScope(["bank", "shop"], IsFound: true));
        view.Sets[new("bank", "web")].Unread.ShouldBe(UnreadKinds.Nodes | UnreadKinds.PersistentVolumes | UnreadKinds.StorageClasses, "what belongs to a namespace is read there; the rest belongs to the cluster");
        server.Requests.ShouldNotContain(request => request.Contains("/namespaces/infra/", StringComparison.Ordinal), "what is not allowed is not asked for");
    }

    [Fact]
    public async Task Account_MayNotListNamespaces_SeesTheOneThatItsConfigurationNames()
    {
        await server.AllowAsync((_, plural, scope) => plural != "namespaces" && scope is "bank" or "shop");

        var view = await UntilAsync(view => view.Status.State == ClusterState.Live && view.Sets.Count > 0);

        view.Sets.Keys.ShouldBe([new("bank", "web")]);
        view.Status.Scope.ShouldBe(new ClusterScope(["bank"], IsFound: true));
    }

    [Fact]
    public async Task Account_MayReadNothing_IsToldWhatIsMissingAndNotThatThereIsNothing()
    {
        await server.AllowAsync((_, _, _) => false);

        var view = await UntilAsync(view => view.Status.State == ClusterState.Live);

        view.Status.Watches.ShouldAllBe(watch => watch.State == WatchState.Forbidden);
        view.Status.Watches[0].Error!.ShouldContain("statefulsets.apps is forbidden: User \"viewer\" cannot watch resource \"statefulsets\" in API group \"apps\" at the cluster scope");
        view.Status.Scope.IsWhole.ShouldBeTrue();
        view.Status.SeesSets("bank").ShouldBeFalse();
    }

    [Fact]
    public async Task Account_MayReadTheWholeCluster_IsNeverAskedAbout()
    {
        await UntilAsync(view => view.Status.State == ClusterState.Live && view.Sets.Count == 3);
        time.Advance(ClusterConnection.ExaminedEvery * 3);

        Reviews.ShouldBeEmpty();
    }

    [Fact]
    public async Task Account_ClusterWideButWithoutPods_IsNotNarrowed()
    {
        await server.AllowAsync((_, plural, _) => plural != "pods");

        var view = await UntilAsync(view => view.Status.State == ClusterState.Live && view.Sets.Count == 3);

        view.Status.Scope.IsWhole.ShouldBeTrue();
        view.Sets[new("shop", "web")].Unread.ShouldBe(UnreadKinds.Pods);
        Reviews.ShouldBeEmpty();
    }

    [Fact]
    public async Task Account_IsGivenTheWholeCluster_SeesItAtTheNextExamination()
    {
        await server.AllowAsync((_, plural, scope) => plural == "namespaces" || scope == "bank");
        await UntilAsync(view => view.Sets.Count == 1);
        var asked = Reviews.Length;
        await server.AllowAsync((_, _, _) => true);

        time.Advance(ClusterConnection.ExaminedEvery - TimeSpan.FromSeconds(30));
        Reviews.Length.ShouldBe(asked, "slowly, not hot");
        time.Advance(TimeSpan.FromMinutes(1));

        var view = await UntilAsync(view => view.Sets.Count == 3);
        view.Status.Scope.ShouldBe(ClusterScope.Whole);
    }

    [Fact]
    public async Task Account_RightsMoveToAnotherNamespace_NothingOfTheOldOneIsShownAsPresent()
    {
        await server.AllowAsync((_, plural, scope) => plural == "namespaces" || scope == "bank");
        await UntilAsync(view => view.Sets.Count == 1);
        await server.AllowAsync((_, plural, scope) => plural == "namespaces" || scope == "shop");

        // its last state is kept, and is called unknown
        await Eventually.HoldsAsync(
            () =>
            {
                time.Advance(ClusterProjector.Pace);
                return View().Sets.TryGetValue(new("bank", "web"), out var set) && set.Phase == StatefulSetPhase.Unknown;
            },
            () => "what is shown of bank/web is called unknown");
        time.Advance(ClusterConnection.ExaminedEvery);

        var view = await UntilAsync(view => view.Status.State == ClusterState.Live && view.Sets.ContainsKey(new("shop", "web")));
        view.Sets.Keys.ShouldBe([new("shop", "web")]);
        view.Status.SeesSets("shop").ShouldBeTrue();
        view.Status.SeesSets("bank").ShouldBeFalse("that web is not seen there does not mean that it is gone");
    }

    [Fact]
    public async Task Account_AKindIsAllowedAgain_ItsPartComesBackByItself()
    {
        await server.AllowAsync((_, plural, _) => plural != "nodes");
        await UntilAsync(view => view.Sets.Count == 3 && view.Sets.Values.All(set => set.Unread == UnreadKinds.Nodes));
        await server.AllowAsync((_, _, _) => true);

        await Eventually.HoldsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(10)); // its next try is at most 30 s away
                return View().Sets.Values.All(set => set.Unread == UnreadKinds.None);
            },
            () => "nodes are read again: " + View().Status.Watches[^1]);
        View().Status.State.ShouldBe(ClusterState.Live);
    }

    [Fact]
    public async Task Settings_NameNamespaces_OnlyTheseAreReadAndNothingIsAsked()
    {
        var view = await UntilAsync(view => view.Status.State == ClusterState.Live && view.Sets.Count > 0, "shop", "infra");
        time.Advance(ClusterConnection.ExaminedEvery * 2);

        view.Sets.Keys.Select(name => name.Namespace).ShouldBe(["infra", "shop"]);
        view.Status.Scope.ShouldBe(new ClusterScope(["infra", "shop"]));
        Reviews.ShouldBeEmpty();
        server.Requests.ShouldNotContain(request => request.StartsWith("GET /apis/apps/v1/statefulsets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Account_ManyNamespaces_IsAskedAboutABoundedNumberAndSaysSo()
    {
        for (var number = 0; number < 2 * ScopeFinder.MostNamespaces; number++)
        {
            server.Put("namespaces", null, $"a-{number:000}", "{}");
        }

        server.Put("statefulsets", "a-001", "web", """{"spec":{"replicas":0}}""");
        await server.AllowAsync((_, plural, scope) => plural == "namespaces" || scope is "a-001" or "shop");

        var view = await UntilAsync(view => view.Status.State == ClusterState.Live && view.Sets.Count > 0);

        view.Status.Scope.ShouldBe(new ClusterScope(["a-001"], IsFound: true, IsCut: true));
        Reviews.Length.ShouldBe(ScopeFinder.MostNamespaces + 1);
    }

    [Fact]
    public async Task Sync_ManyObjects_NoViewIsLiveBeforeAllOfThemAreInIt()
    {
        for (var number = 0; number < 300; number++)
        {
            server.Put("statefulsets", "bank", "set-" + number, """{"spec":{"replicas":0}}""");
        }

        for (var round = 0; round < 20; round++)
        {
            var view = await UntilAsync(view => view.Status.State == ClusterState.Live);
            view.Sets.Count.ShouldBe(303, "half a list looks like a loss");
            await directory!.DisposeAsync();
            directory = null;
        }
    }

    private ClusterView View() => directory!.Read(Somebody, "prod")!;

    private async Task<ClusterView> UntilAsync(Func<ClusterView, bool> isIt, params string[] namespaces)
    {
        if (directory is null)
        {
            directory = new(new DashboardSettings { Clusters = new(Demo: false, null, [], InCluster: false, namespaces) }, new LocalReadPolicy(), time, NullLoggerFactory.Instance);
            directory.Add("prod", isDemo: false, () => server.Endpoint());
            directory.Keep("prod");
        }

        ClusterView? last = null;
        try
        {
            await foreach (var view in directory.WatchAsync(Somebody, "prod", limit.Token))
            {
                last = view;
                if (isIt(view))
                {
                    return view;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // told below, with what was seen last
        }

        throw new TimeoutException($"it did not come about; last: {last?.Status} {string.Join(", ", last?.Sets.Keys.Select(name => name.ToString()) ?? [])}");
    }
}
