using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Recordings;

namespace StatefulDashboard.Web.Tests.Clusters;

/// <summary>A kind that the account may not read darkens only its part.</summary>
public sealed class ForbiddenKindsTests
{
    private const string Set =
        """{"type":"ADDED","object":{"kind":"StatefulSet","apiVersion":"apps/v1","metadata":{"name":"web","namespace":"db","uid":"1","resourceVersion":"2"},"spec":{"replicas":0,"serviceName":"web"}}}""";

    [Theory]
    [InlineData("nodes", UnreadKinds.Nodes)]
    [InlineData("persistentvolumes", UnreadKinds.PersistentVolumes)]
    [InlineData("storageclasses", UnreadKinds.StorageClasses)]
    [InlineData("pods", UnreadKinds.Pods)]
    [InlineData("persistentvolumeclaims", UnreadKinds.PersistentVolumeClaims)]
    [InlineData("services", UnreadKinds.Services)]
    [InlineData("endpointslices", UnreadKinds.EndpointSlices)]
    [InlineData("controllerrevisions", UnreadKinds.ControllerRevisions)]
    [InlineData("poddisruptionbudgets", UnreadKinds.PodDisruptionBudgets)]
    [InlineData("horizontalpodautoscalers", UnreadKinds.HorizontalPodAutoscalers)]
    public async Task Kind_Forbidden_TheRestIsLiveAndThePermissionIsNamed(string resource, UnreadKinds kind)
    {
        await using var server = await RecordedApiServer.StartAsync();
        server.Forbidden[resource] = true;
        server.Send("statefulsets", Set);

        var view = await FirstAsync(server, view => view.Sets.Count > 0);

        view.Status.State.ShouldBe(ClusterState.Live);
        view.Sets[new("db", "web")].Unread.ShouldBe(kind);
        var dark = view.Status.Watches.Where(watch => watch.State == WatchState.Forbidden).ShouldHaveSingleItem();
        dark.Kind.ShouldBe(resource);
        dark.Error.ShouldNotBeNull().ShouldContain($"missing permission: watch \"{resource}\"");
    }

    [Fact]
    public async Task KindsOfPlans_NotServed_AreUnreadAndNothingElseIsDark()
    {
        await using var server = await RecordedApiServer.StartAsync();
        server.Unknown["poddisruptionbudgets"] = true;
        server.Unknown["horizontalpodautoscalers"] = true;
        server.Send("statefulsets", Set);

        var view = await FirstAsync(server, view => view.Sets.Count > 0);

        (view.Status.State, view.Status.Error, view.Status.NextAttemptAt).ShouldBe((ClusterState.Live, null, null));
        view.Sets[new("db", "web")].Unread.ShouldBe(UnreadKinds.PodDisruptionBudgets | UnreadKinds.HorizontalPodAutoscalers);
        view.Sets[new("db", "web")].Notices.ShouldNotContain(notice => notice.Text.Code == StatementCode.KindsUnread);
        view.Status.Watches.Where(watch => watch.State == WatchState.NotServed).Select(watch => watch.Kind).Order().ShouldBe(["horizontalpodautoscalers", "poddisruptionbudgets"]);
    }

    [Fact]
    public async Task BudgetAndAutoscaler_OverASocket_AreFactsOfTheirSet()
    {
        await using var server = await RecordedApiServer.StartAsync();
        server.Send("statefulsets", Set.Replace("\"serviceName\"", "\"template\":{\"metadata\":{\"labels\":{\"app\":\"web\"}}},\"serviceName\"", StringComparison.Ordinal));
        server.Send("poddisruptionbudgets", """{"type":"ADDED","object":{"kind":"PodDisruptionBudget","apiVersion":"policy/v1","metadata":{"name":"keep","namespace":"db","uid":"2","resourceVersion":"3"},"spec":{"minAvailable":"50%","selector":{"matchLabels":{"app":"web"}}},"status":{"disruptionsAllowed":1,"currentHealthy":3,"desiredHealthy":2,"expectedPods":3}}}""");
        server.Send("horizontalpodautoscalers", """{"type":"ADDED","object":{"kind":"HorizontalPodAutoscaler","apiVersion":"autoscaling/v2","metadata":{"name":"size","namespace":"db","uid":"3","resourceVersion":"4"},"spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"StatefulSet","name":"web"},"minReplicas":2,"maxReplicas":6,"metrics":[{"type":"Resource"}]}}}""");

        var view = await FirstAsync(server, view => view.Sets.Values.Any(set => set.Facts is { Budgets.Count: > 0, Autoscalers.Count: > 0 }));

        var facts = view.Sets[new("db", "web")].Facts;
        facts.Budgets.ShouldBe([new("keep", 1, 3, 2)]);
        facts.Autoscalers.ShouldBe([new("size", 2, 6)]);
    }

    [Fact]
    public async Task Sets_Forbidden_IsNoEmptyCluster()
    {
        await using var server = await RecordedApiServer.StartAsync();
        server.Forbidden["statefulsets"] = true;

        var view = await FirstAsync(server, view => view.Status.State == ClusterState.Live);

        view.Sets.ShouldBeEmpty();
        view.Status.Watches.Where(watch => watch.Kind == "statefulsets").ShouldAllBe(watch => watch.State == WatchState.Forbidden);
    }

    [Fact]
    public void Table_OfOneNamespace_DarkensOnlyThat()
    {
        var table = UnreadTable.Of([Health("pods", WatchState.Forbidden, "a"), Health("pods", WatchState.Live, "b"), Health("nodes", WatchState.Forbidden)]);

        table.In("a").ShouldBe(UnreadKinds.Pods | UnreadKinds.Nodes);
        table.In("b").ShouldBe(UnreadKinds.Nodes);
    }

    [Fact]
    public void EveryKindThatIsWatched_HasItsPart()
    {
        string[] watched =
        [
            ResourceKinds.StatefulSets.Plural, ResourceKinds.Pods.Plural, ResourceKinds.PersistentVolumeClaims.Plural, ResourceKinds.PersistentVolumes.Plural, ResourceKinds.StorageClasses.Plural,
            ResourceKinds.Services.Plural, ResourceKinds.EndpointSlices.Plural, ResourceKinds.ControllerRevisions.Plural, ResourceKinds.Nodes.Plural,
            ResourceKinds.PodDisruptionBudgets.Plural, ResourceKinds.HorizontalPodAutoscalers.Plural,
        ];
        foreach (var resource in watched)
        {
            UnreadTable.Of([Health(resource, WatchState.Forbidden)]).In("any").Resources().ShouldBe([resource]);
        }
    }

    private static WatchHealth Health(string resource, WatchState state, string? namespaceName = null) => new(resource, state, DateTimeOffset.UnixEpoch, null, null, null, 0, 0, 0, 0, 0, namespaceName);

    private static async Task<ClusterView> FirstAsync(RecordedApiServer server, Func<ClusterView, bool> isIt)
    {
        await using var directory = new ClusterDirectory(new DashboardSettings(), new LocalReadPolicy(), TimeProvider.System, NullLoggerFactory.Instance);
        var id = directory.Add("one", isDemo: false, () => new() { Name = "one", Server = server.Address });
        await foreach (var view in directory.WatchAsync(new("local", "local"), id, TestContext.Current.CancellationToken))
        {
            if (isIt(view))
            {
                return view;
            }
        }

        throw new InvalidOperationException("the watching ended");
    }
}
