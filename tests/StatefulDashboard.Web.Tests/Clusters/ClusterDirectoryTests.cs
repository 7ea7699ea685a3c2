using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Clusters;

public sealed class ClusterDirectoryTests
{
    private static readonly Person Nobody = new("", "");
    private static readonly Person Somebody = new("local", "local");

    [Fact]
    public async Task Read_ByNobody_ShowsNothingAndConnectsToNothing()
    {
        await using var directory = Directory();
        directory.Add("prod", isDemo: false, () => throw new InvalidOperationException("nobody asked for it"));

        directory.List(Nobody).ShouldBeEmpty();
        directory.Read(Nobody, "prod").ShouldBeNull();
        await foreach (var view in directory.WatchAsync(Nobody, "prod", TestContext.Current.CancellationToken))
        {
            throw new InvalidOperationException("nobody saw " + view.Cluster.Name);
        }
    }

    [Fact]
    public async Task Read_UnknownCluster_IsNull()
    {
        await using var directory = Directory();

        directory.Read(Somebody, "absent").ShouldBeNull();
    }

    [Fact]
    public async Task List_OfferedClusters_AreNotConnectedUntilTheyAreChosen()
    {
        await using var directory = Directory();
        directory.Add("Prod/1", isDemo: false, () => new ClusterEndpoint { Name = "Prod/1", Server = new("http://127.0.0.1:9") });
        directory.Add("prod:1", isDemo: false, () => throw new InvalidOperationException("not chosen"));

        directory.List(Somebody).ShouldBe([new ClusterSummary("prod-1", "Prod/1", IsDemo: false, IsConnected: false), new ClusterSummary("prod-1-2", "prod:1", IsDemo: false, IsConnected: false)]);
        directory.Read(Somebody, "prod-1")!.Status.State.ShouldBe(ClusterState.Syncing);
        directory.List(Somebody).Select(cluster => cluster.IsConnected).ShouldBe([true, false]);
    }

    [Fact]
    public async Task Read_ConfigurationIsBroken_SaysWhatIsWrong()
    {
        await using var directory = Directory();
        directory.Add("prod", isDemo: false, () => Kubeconfig.Load("/nowhere/kubeconfig").Resolve("prod"));

        directory.Read(Somebody, "prod")!.Status.Error!.ShouldContain("/nowhere/kubeconfig");
    }

    private static ClusterDirectory Directory() => new(new DashboardSettings(), new LocalReadPolicy(), TimeProvider.System, NullLoggerFactory.Instance);
}
