using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Clusters;

/// <summary>A cluster is held by whoever looks at it, and let go when nobody has for a while.</summary>
public sealed class LetGoTests : IAsyncLifetime
{
    private static readonly Person Somebody = new("local", "local");
    private static readonly TimeSpan Grace = new ClusterSettings().LetGoAfter;

    private readonly ManualTime time = new();
    private readonly ClusterDirectory directory;
    private AccountApiServer server = null!;
    private string id = "";
    private int connected;

    public LetGoTests() => directory = new(new DashboardSettings(), new LocalReadPolicy(), time, NullLoggerFactory.Instance);

    private bool IsConnected => directory.List(Somebody)[0].IsConnected;

    public async ValueTask InitializeAsync()
    {
        server = await AccountApiServer.StartAsync();
        server.Put("statefulsets", "shop", "web", """{"spec":{"replicas":0}}""");
        id = directory.Add("prod", isDemo: false, () =>
        {
            connected++;
            return server.Endpoint();
        });
    }

    public async ValueTask DisposeAsync()
    {
        await directory.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Leave_NobodyComesBack_IsLetGoAfterTheGraceAndNotBefore()
    {
        await LiveAsync();
        using (var hold = directory.Hold(id)!)
        {
            // leaves a connection behind that is idle and could be used again
            await hold.Connection.Client.ListAsync(ResourceKinds.Nodes, null, TestContext.Current.CancellationToken);
        }

        time.Advance(Grace - TimeSpan.FromSeconds(1));
        IsConnected.ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(2));

        IsConnected.ShouldBeFalse();
        await Eventually.HoldsAsync(() => server.OpenConnections == 0, () => $"no connection is open; {server.OpenConnections} are");
        await Eventually.HoldsAsync(() => time.Waiting == 0, () => $"nobody waits for the clock; {time.Waiting} do");
    }

    [Fact]
    public async Task Leave_APageIsReloadedWithinTheGrace_FindsItWarm()
    {
        directory.Read(Somebody, id);
        await LiveAsync();
        for (var reload = 0; reload < 5; reload++)
        {
            time.Advance(Grace - TimeSpan.FromSeconds(1));
            directory.Read(Somebody, id)!.Sets.Count.ShouldBe(1, "at once, without reading anew");
        }

        connected.ShouldBe(1);
    }

    [Fact]
    public async Task Watch_SomebodyLooks_IsNeverLetGo()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using (var views = directory.WatchAsync(Somebody, id, stop.Token).GetAsyncEnumerator(stop.Token))
        {
            await views.MoveNextAsync();
            time.Advance(Grace * 10);
            IsConnected.ShouldBeTrue();
            connected.ShouldBe(1);
        }

        time.Advance(Grace);
        IsConnected.ShouldBeFalse("the last one has left");
    }

    [Fact]
    public async Task Hold_OneOfTwoLeaves_StaysForTheOther()
    {
        var one = directory.Hold(id)!;
        using var other = directory.Hold(id)!;
        one.Dispose();
        one.Dispose();

        time.Advance(Grace * 2);

        IsConnected.ShouldBeTrue();
        directory.Hold(id)!.Connection.ShouldBeSameAs(other.Connection);
        await LiveAsync();
    }

    [Fact]
    public async Task Hold_TheTimerFiresWhileSomebodyComesBack_TheOldAlarmLetsNothingGo()
    {
        await LiveAsync();
        directory.Hold(id)!.Dispose();
        var late = time.LastSet!;
        directory.Hold(id)!.Dispose();

        late();

        IsConnected.ShouldBeTrue("a new grace period has begun");
        connected.ShouldBe(1);
    }

    [Fact]
    public async Task Read_AfterItWasLetGo_ShowsNothingOfBeforeAndThenWhatIsThere()
    {
        directory.Read(Somebody, id);
        await LiveAsync();
        server.Put("statefulsets", "shop", "db", """{"spec":{"replicas":0}}""");
        time.Advance(Grace);

        // it may have been read anew before we get to look; what was known before must not be there
        var first = directory.Read(Somebody, id)!;
        first.Sets.Count.ShouldBe(first.Status.State == ClusterState.Syncing ? 0 : 2);
        await LiveAsync();

        directory.Read(Somebody, id)!.Sets.Keys.Select(name => name.Name).ShouldBe(["db", "web"]);
        connected.ShouldBe(2);
    }

    [Fact]
    public async Task Remove_WhileSomebodyLooks_SaysThatItIsStaleAndLeavesNothingRunning()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        directory.Keep(id);
        await using var views = directory.WatchAsync(Somebody, id, stop.Token).GetAsyncEnumerator(stop.Token);
        await LiveAsync();
        await views.MoveNextAsync();

        await directory.RemoveAsync(id);

        ClusterView? last = null;
        while (await views.MoveNextAsync())
        {
            last = views.Current;
        }

        last!.Status.State.ShouldBe(ClusterState.Stale);
        last.Status.Error.ShouldBe("this cluster is no longer watched");
        last.Sets.Count.ShouldBe(1, "the last known state, marked as such");
        directory.List(Somebody).ShouldBeEmpty();
        directory.Read(Somebody, id).ShouldBeNull();
        await Eventually.HoldsAsync(() => server.OpenConnections == 0 && time.Waiting == 0, () => $"nothing runs; {server.OpenConnections} connections, {time.Waiting} timers");
    }

    [Fact]
    public async Task Keep_NobodyLooks_StaysConnected()
    {
        directory.Keep(id);
        directory.IsReady.ShouldBeFalse();
        await LiveAsync();

        time.Advance(Grace * 10);

        IsConnected.ShouldBeTrue();
        directory.IsReady.ShouldBeTrue();
        connected.ShouldBe(1);
    }

    [Fact]
    public async Task IsReady_SomebodyHasChosenAClusterThatHangs_IsStillTrue()
    {
        directory.Keep(id);
        await LiveAsync();
        var broken = directory.Add("broken", isDemo: false, () => new ClusterEndpoint { Name = "broken", Server = new("http://127.0.0.1:9") });
        using var hold = directory.Hold(broken);

        directory.IsReady.ShouldBeTrue();
        directory.Read(Somebody, id)!.Status.State.ShouldBe(ClusterState.Live);
    }

    [Fact]
    public async Task Hold_WhileItIsBeingLetGo_IsEitherTheOldOneThatStaysOrAFreshOne()
    {
        // real timers of no length: choosing and letting go meet in every order
        await using var racing = new ClusterDirectory(new DashboardSettings { Clusters = new() { LetGoAfter = TimeSpan.Zero } }, new LocalReadPolicy(), TimeProvider.System, NullLoggerFactory.Instance);
        var raced = racing.Add("prod", isDemo: false, () => server.Endpoint());
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (round, token) =>
        {
            using var hold = racing.Hold(raced)!;
            await Task.Yield();
            if (round % 20 == 0)
            {
                await LiveAsync(hold);
            }

            hold.Connection.Board.IsClosed.ShouldBeFalse("what is held is not let go");
        });

        await Eventually.HoldsAsync(() => !racing.List(Somebody)[0].IsConnected && server.OpenConnections == 0, () => $"nothing is left; {server.OpenConnections} connections are");
    }

    private async Task LiveAsync()
    {
        using var hold = directory.Hold(id)!;
        await LiveAsync(hold);
    }

    private static async Task LiveAsync(ClusterHold hold)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var view in hold.Connection.Board.WatchAsync(limit.Token))
        {
            if (view.Status.State == ClusterState.Live && view.Sets.Count > 0)
            {
                return;
            }
        }
    }
}
