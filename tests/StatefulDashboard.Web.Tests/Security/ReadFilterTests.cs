using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Workloads;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Security;

/// <summary>People with different rights on one server see different things, as long as they have these rights, and never more.</summary>
public sealed class ReadFilterTests : IAsyncLifetime
{
    private static readonly Person Admin = new("admin", "admin") { Groups = ["system:masters"] };
    private static readonly Person Operator = new("operator", "operator");
    private static readonly Person Viewer = new("viewer", "viewer");

    private readonly ManualTime time = new();
    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
    private AccountApiServer server = null!;
    private ClusterDirectory directory = null!;

    public async ValueTask InitializeAsync()
    {
        server = await AccountApiServer.StartAsync();
        foreach (var name in new[] { "bank", "shop" })
        {
            server.Put("statefulsets", name, "web", """{"spec":{"replicas":1,"serviceName":"web","selector":{"matchLabels":{"app":"web"}}}}""");
            server.Put("pods", name, "web-0", """{"metadata":{"labels":{"app":"web"}},"spec":{"nodeName":"node-a"},"status":{"phase":"Pending","podIP":"10.0.0.1"}}""");
        }

        server.Let("admin", _ => true);
        directory = new(new DashboardSettings(), new ReviewedReadPolicy(time), time, NullLoggerFactory.Instance);
        directory.Add("demo", isDemo: true, () => server.Endpoint("demo"));
        directory.Keep("demo");
        await UntilAsync(Admin, view => view.Status.State == ClusterState.Live && view.Sets.Count == 2);
    }

    public async ValueTask DisposeAsync()
    {
        limit.Dispose();
        await directory.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Reading_TwoPeople_SeeWhatEachMayListAndTheQuestionsNeverMix()
    {
        server.Let("operator", asked => asked is { Verb: "list", Namespace: "bank" });
        server.Let("viewer", asked => asked is { Verb: "list", Resource: not "pods" });

        for (var round = 0; round < 2; round++)
        {
            (await ReadAsync(Admin)).Sets.Keys.ShouldBe([new("bank", "web"), new("shop", "web")]);
            var bank = await ReadAsync(Operator);
            bank.Sets.Keys.ShouldBe([new("bank", "web")]);
            bank.Sets[new("bank", "web")].Unread.ShouldBe(UnreadKinds.PersistentVolumes | UnreadKinds.StorageClasses | UnreadKinds.Nodes);
            bank.Status.SeesSets("shop").ShouldBeFalse();
            var all = await ReadAsync(Viewer);
            all.Sets.Values.Select(set => set.Unread).ShouldBe([UnreadKinds.Pods, UnreadKinds.Pods]);
            all.ToString().ShouldNotContain("10.0.0.1");
            all.Sets.Values.SelectMany(set => set.Slots).ShouldAllBe(slot => slot.Node == "" && slot.Ip == "");
        }
    }

    [Fact]
    public async Task Reading_SamePersonNameInOtherGroups_IsAskedAnew()
    {
        await ReadAsync(Viewer);
        var asked = server.Reviews.Count;

        await ReadAsync(Viewer with { Groups = ["system:masters"] });

        server.Reviews.Count.ShouldBeGreaterThan(asked);
    }

    [Fact]
    public async Task Reading_WhereTheWholeClusterIsAllowed_NoNamespaceIsAskedAbout()
    {
        await ReadAsync(Admin);

        server.Reviews.ShouldAllBe(review => !review.Contains(" in ", StringComparison.Ordinal));
        server.Reviews.Where(review => review.StartsWith("admin ", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ShouldBe(new[]
        {
            "configmaps", "controllerrevisions.apps", "daemonsets.apps", "deployments.apps", "endpointslices.discovery.k8s.io", "events", "horizontalpodautoscalers.autoscaling", "nodes", "persistentvolumeclaims", "persistentvolumes",
            "poddisruptionbudgets.policy", "pods", "services", "statefulsets.apps", "storageclasses.storage.k8s.io",
        }.Select(kind => "admin list " + kind), "each kind once, though it was read twice");
    }

    [Fact]
    public async Task Reading_NoRightAtAll_ShowsNothingAndSaysWhoLacksIt()
    {
        var view = await ReadAsync(Viewer);

        view.Sets.ShouldBeEmpty();
        view.Status.Rights.SeesNothing.ShouldBeTrue();
        view.Status.Rights.Person.ShouldBe("viewer");
        view.Status.Rights.Fault.ShouldBeNull();
        server.Reviews.ShouldNotContain("viewer list pods in bank", "where sets may not be seen nothing else is asked");
    }

    [Fact]
    public async Task Reading_ReviewsFail_ShowsNothingEvenToTheAdminAndComesBack()
    {
        server.RefusesReviews = true;
        time.Advance(AccessMemory.RememberedFor);

        var view = await ReadAsync(Admin);
        view.Sets.ShouldBeEmpty();
        view.Status.Rights.Fault!.ShouldContain("subjectaccessreviews");
        var asked = server.Reviews.Count;
        await ReadAsync(Admin);
        server.Reviews.Count.ShouldBe(asked, "not asked anew for each view");

        server.RefusesReviews = false;
        time.Advance(AccessMemory.FaultRememberedFor);
        (await ReadAsync(Admin)).Sets.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Stream_ARightIsTakenAway_EndsWhatIsShownWithinTheMinuteWithoutANewEvent()
    {
        server.Let("operator", asked => asked is { Verb: "list", Namespace: "bank" });
        await using var views = directory.WatchAsync(Operator, "demo", limit.Token).GetAsyncEnumerator(limit.Token);
        (await views.MoveNextAsync()).ShouldBeTrue();
        views.Current.Sets.Count.ShouldBe(1);

        server.Let("operator", _ => false);
        var next = views.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(20));
        next.IsCompleted.ShouldBeFalse("what was answered is remembered for 30 s");
        time.Advance(TimeSpan.FromSeconds(40));

        (await next).ShouldBeTrue();
        views.Current.Sets.ShouldBeEmpty();
        views.Current.Status.Rights.SeesNothing.ShouldBeTrue();

        server.Let("operator", asked => asked is { Verb: "list", Namespace: "shop" });
        next = views.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromMinutes(1));
        (await next).ShouldBeTrue();
        views.Current.Sets.Keys.ShouldBe([new("shop", "web")]);
    }

    [Fact]
    public async Task Stream_RightsStayAsTheyAre_SaysNothingAndAsksAgain()
    {
        await using var views = directory.WatchAsync(Admin, "demo", limit.Token).GetAsyncEnumerator(limit.Token);
        (await views.MoveNextAsync()).ShouldBeTrue();
        var asked = server.Reviews.Count;
        var next = views.MoveNextAsync().AsTask();

        time.Advance(TimeSpan.FromSeconds(30));

        await Eventually.HoldsAsync(() => server.Reviews.Count >= asked + 12, () => "it is asked again");
        next.IsCompleted.ShouldBeFalse();
        await limit.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(next);
    }

    [Fact]
    public async Task Stream_SomethingHiddenChanges_IsTheSameReferenceAndTellsNothing()
    {
        server.Let("viewer", asked => asked is { Verb: "list", Resource: "statefulsets" });
        var board = new ClusterBoard((await ReadAsync(Admin)) with { });
        await using var source = new ViewSource(server, time);
        var own = new PersonView(Viewer, new ReviewedReadPolicy(time), source.Connection, time);
        var before = await own.OfAsync(board.Current, limit.Token);
        var set = board.Current.Sets[new("bank", "web")];

        // the same set, with a pod on another node
        var moved = set with { Slots = set.Slots.Select(slot => slot with { Node = "node-b", Ip = "10.0.0.2" }).ToValueList() };
        var after = await own.OfAsync(board.Current with { Sets = board.Current.Sets.SetItem(set.Name, moved) }, limit.Token);

        after.ShouldBeSameAs(before);
        var scaled = await own.OfAsync(board.Current with { Sets = board.Current.Sets.SetItem(set.Name, moved with { Replicas = 2 }) }, limit.Token);
        scaled.Sets[new("bank", "web")].ShouldNotBeSameAs(before.Sets[new("bank", "web")]);
        scaled.Sets[new("shop", "web")].ShouldBeSameAs(before.Sets[new("shop", "web")]);
    }

    [Theory]
    [InlineData("deployments", "")]
    [InlineData("persistentvolumeclaims", "shop/wiki:data?")]
    [InlineData("daemonsets", "shop/wiki:data")]
    [InlineData("statefulsets", "")]
    public async Task Workloads_OfAPersonWithoutAKind_HoldNothingOfIt(string hidden, string seen)
    {
        server.Let("viewer", asked => asked.Verb == "list" && asked.Resource != hidden);
        await using var source = new ViewSource(server, time);
        var own = new PersonView(Viewer, new ReviewedReadPolicy(time), source.Connection, time);
        var deployment = new Deployment
        {
            Metadata = new() { Name = "wiki", Namespace = "shop" },
            Spec = new() { Template = new() { Spec = new() { Volumes = [new() { Name = "d", PersistentVolumeClaim = new() { ClaimName = "data" } }] } } },
        };
        var wiki = StatefulWorkload.From(deployment, _ => new() { Status = new() { Phase = "Bound" } }, [], UnreadKinds.None)!;
        var whole = (await ReadAsync(Admin)) with { Workloads = ImmutableSortedDictionary<WorkloadName, StatefulWorkload>.Empty.Add(wiki.Key, wiki) };

        var view = await own.OfAsync(whole, limit.Token);

        string.Join(' ', view.Workloads.Values.Select(workload => $"{workload.Name}:{string.Join(',', workload.Claims.Select(claim => claim.Name + (claim.IsRead ? "" : "?")))}")).ShouldBe(seen);

        // a view in which only what is hidden has changed tells nothing
        var changed = await own.OfAsync(whole with { Workloads = whole.Workloads.SetItem(wiki.Key, wiki with { Claims = wiki.Claims.Select(claim => claim with { Phase = "Lost" }).ToValueList() }) }, limit.Token);
        ReferenceEquals(changed, view).ShouldBe(hidden is not "daemonsets");
    }

    private async Task<ClusterView> ReadAsync(Person person) => (await directory.ReadAsync(person, "demo", limit.Token))!;

    private async Task UntilAsync(Person person, Func<ClusterView, bool> isIt)
    {
        await foreach (var view in directory.WatchAsync(person, "demo", limit.Token))
        {
            if (isIt(view))
            {
                return;
            }
        }
    }

    /// <summary>A connection that does not run: only asked about rights.</summary>
    private sealed class ViewSource(AccountApiServer server, TimeProvider time) : IAsyncDisposable
    {
        public ClusterConnection Connection { get; } = new(
            new("demo", "demo", IsDemo: true, IsConnected: true), new(server.Endpoint("demo"), time, NullLogger.Instance), [], "cluster.local", time, NullLoggerFactory.Instance);

        public ValueTask DisposeAsync()
        {
            Connection.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
