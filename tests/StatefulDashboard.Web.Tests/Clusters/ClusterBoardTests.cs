using System.Collections.Immutable;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Tests.Clusters;

public sealed class ClusterBoardTests
{
    [Fact]
    public async Task Watch_SlowReader_GetsTheNewestAndNothingPilesUp()
    {
        var board = new ClusterBoard(View(0));
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var reader = board.WatchAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        await reader.MoveNextAsync();

        for (var number = 1; number <= 10_000; number++)
        {
            board.Publish(View(number));
        }

        await reader.MoveNextAsync();
        reader.Current.Cluster.Name.ShouldBe("10000");
    }

    [Fact]
    public async Task Watch_ReaderGoesAway_IsForgotten()
    {
        var board = new ClusterBoard(View(0));
        using var stop = new CancellationTokenSource();
        var reader = board.WatchAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        await reader.MoveNextAsync();
        board.Subscribers.ShouldBe(1);

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await reader.MoveNextAsync());
        await reader.DisposeAsync();

        board.Subscribers.ShouldBe(0);
    }

    [Fact]
    public async Task Close_Readers_ComeToAnEndAfterTheLastView()
    {
        var board = new ClusterBoard(View(0));
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var reader = board.WatchAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        (await reader.MoveNextAsync()).ShouldBeTrue();

        board.Close();

        (await reader.MoveNextAsync()).ShouldBeFalse();
    }

    private static ClusterView View(int number) => new(
        new("demo", number.ToString(System.Globalization.CultureInfo.InvariantCulture), IsDemo: true, IsConnected: true),
        new(ClusterState.Live, DateTimeOffset.UnixEpoch, null, null, []),
        ImmutableSortedDictionary<NamespacedName, StatefulSetOverview>.Empty);
}
