using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Tests.Clusters;

public sealed class ClusterHealthTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Health_OneIsStillReading_IsSyncing() => Of(null, WatchState.Live, WatchState.Syncing).State.ShouldBe(ClusterState.Syncing);

    [Fact]
    public void Health_NeverReadAndNoAnswer_IsSyncingWithTheReason()
    {
        var status = ClusterHealth.Of([Watch(WatchState.Stale, "refused")], null, Now);

        status.State.ShouldBe(ClusterState.Syncing);
        status.Error.ShouldBe("refused");
    }

    [Fact]
    public void Health_OneBreaksAfterAllWereLive_IsStaleSinceThen()
    {
        var live = Of(null, WatchState.Live, WatchState.Live);

        var status = ClusterHealth.Of([Watch(WatchState.Live), Watch(WatchState.Stale, "reset") with { Since = Now.AddSeconds(3) }], live, Now.AddSeconds(5));

        status.State.ShouldBe(ClusterState.Stale);
        status.Since.ShouldBe(Now.AddSeconds(3));
        ClusterHealth.Of([Watch(WatchState.Live), Watch(WatchState.Stale, "again") with { Since = Now.AddSeconds(9) }], status, Now.AddSeconds(10)).Since.ShouldBe(Now.AddSeconds(3), "it has been stale all the time");
    }

    [Fact]
    public void Health_AKindIsForbidden_DarkensOnlyItsPart()
    {
        var status = Of(null, WatchState.Live, WatchState.Forbidden);

        status.State.ShouldBe(ClusterState.Live);
    }

    private static ClusterStatus Of(ClusterStatus? before, params WatchState[] states) => ClusterHealth.Of([.. states.Select(state => Watch(state))], before, Now);

    private static WatchHealth Watch(WatchState state, string? error = null) => new("pods", state, Now, Now, error, null, 0, 0, 0, 0, 0);
}
