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
