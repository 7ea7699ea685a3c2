using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Clusters;

/// <summary>A kubeconfig that changes while the dashboard runs; and clusters side by side.</summary>
public sealed class KubeconfigContextsTests : IAsyncLifetime
{
    private static readonly Person Somebody = new("local", "local");

    private readonly ManualTime time = new();
    private readonly string file = Path.Combine(Path.GetTempPath(), "kubeconfig-" + Guid.NewGuid().ToString("N"));
    private readonly ClusterDirectory directory;
    private AccountApiServer first = null!;
    private AccountApiServer second = null!;
    private int writes;

    public KubeconfigContextsTests() => directory = new(new DashboardSettings(), new LocalReadPolicy(), time, NullLoggerFactory.Instance);

    private IEnumerable<string> Offered => directory.List(Somebody).Select(cluster => cluster.Name);

    public async ValueTask InitializeAsync()
    {
        first = await AccountApiServer.StartAsync();
        first.Put("statefulsets", "shop", "web", """{"metadata":{"uid":"of-the-first"},"spec":{"replicas":0}}""");
        second = await AccountApiServer.StartAsync();
        second.Put("statefulsets", "shop", "web", """{"metadata":{"uid":"of-the-second"},"spec":{"replicas":0}}""");
        second.Put("statefulsets", "shop", "db", """{"spec":{"replicas":0}}""");
    }

    public async ValueTask DisposeAsync()
    {
        await directory.DisposeAsync();
        await first.DisposeAsync();
        await second.DisposeAsync();
        File.Delete(file);
    }

    [Fact]
    public async Task File_AContextIsAddedAndOneRemoved_TheListFollowsAndNothingOfTheRemovedRuns()
    {
        Write(("prod", first), ("test", second));
        Follow();
        Offered.ShouldBe(["prod", "test"]);
        await UntilLiveAsync("prod");

        Write(("test", second), ("next", second));

        Offered.ShouldBe(["test", "next"]);
        directory.Read(Somebody, "prod").ShouldBeNull();
        await Eventually.HoldsAsync(() => first.OpenConnections == 0, () => $"nothing is connected to what was removed; {first.OpenConnections} are");
    }

    [Fact]
    public async Task File_AnEntryChanges_CountsWhenItsClusterIsConnectedToNext()
    {
        Write(("prod", first));
        Follow();
        (await UntilLiveAsync("prod")).Sets[new("shop", "web")].Uid.ShouldBe("of-the-first");
        Write(("prod", second));
        directory.Read(Somebody, "prod")!.Sets[new("shop", "web")].Uid.ShouldBe("of-the-first", "it is held by nobody, and still warm");

        time.Advance(new ClusterSettings().LetGoAfter);

        (await UntilLiveAsync("prod")).Sets[new("shop", "web")].Uid.ShouldBe("of-the-second");
    }

    [Fact]
    public void File_IsBrokenForAMoment_TheClustersOfBeforeStayOffered()
    {
        Write(("prod", first));
        Follow();

        WriteText("contexts: {");
        Offered.ShouldBe(["prod"]);
        Write(("prod", first), ("test", second));
        Offered.ShouldBe(["prod", "test"]);
    }

    [Fact]
    public async Task Clusters_WithEqualNamesInThem_NeverMix()
    {
        Write(("prod", first), ("test", second));
        Follow();
        var prod = await UntilLiveAsync("prod");
        var test = await UntilLiveAsync("test");

        prod.Cluster.Id.ShouldBe("prod");
        prod.Sets.Values.Select(set => set.Uid).ShouldBe(["of-the-first"]);
        test.Cluster.Id.ShouldBe("test");
        test.Sets.Values.Select(set => set.Uid).ShouldBe(["uid-db", "of-the-second"]);
    }

    [Fact]
    public async Task Clusters_OneHangs_TheOtherIsLiveAndShowsNothingOfIt()
    {
        Write(("prod", first), ("test", second));
        Follow();
        first.Hangs = true;
        using var hanging = directory.Hold("prod");

        (await UntilLiveAsync("test")).Status.Error.ShouldBeNull();

        directory.Read(Somebody, "prod")!.Status.State.ShouldBe(ClusterState.Syncing);
        directory.Read(Somebody, "test")!.Status.State.ShouldBe(ClusterState.Live);
    }

    private void Follow()
    {
        var contexts = new KubeconfigContexts(directory, file, NullLogger.Instance);
        contexts.Offer();
        directory.Listing = contexts.Refresh;
    }

    private void Write(params (string Context, AccountApiServer Server)[] entries) => WriteText(
        "apiVersion: v1\nkind: Config\nclusters:\n" + string.Concat(entries.Select(entry => $"- name: {entry.Context}\n  cluster:\n    server: {entry.Server.Address}\n"))
        + "contexts:\n" + string.Concat(entries.Select(entry => $"- name: {entry.Context}\n  context:\n    cluster: {entry.Context}\n")));

    private void WriteText(string text)
    {
        File.WriteAllText(file, text);
        // two writes within one tick of the file system's clock would look like one
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 2, 12, 0, ++writes, DateTimeKind.Utc));
    }

    private async Task<ClusterView> UntilLiveAsync(string id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var view in directory.WatchAsync(Somebody, id, limit.Token))
        {
            if (view.Status.State == ClusterState.Live)
            {
                return view;
            }
        }

        throw new InvalidOperationException("it was let go");
    }
}
