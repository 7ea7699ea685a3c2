using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>How a cluster is, from how its watches are.</summary>
internal static class ClusterHealth
{
    /// <param name="before">The status until now: its Since stays while its state does; null at the very start.</param>
    public static ClusterStatus Of(IReadOnlyList<WatchHealth> watches, ClusterStatus? before, DateTimeOffset now)
    {
        var broken = watches.Where(watch => watch.State is WatchState.Stale or WatchState.Stopped).MinBy(watch => watch.Since);
        var whole = broken is null && !watches.Any(watch => watch.State == WatchState.Syncing);
        var state = whole ? ClusterState.Live
            : before is null or { State: ClusterState.Syncing } ? ClusterState.Syncing
            : ClusterState.Stale;
        var unwell = broken ?? watches.FirstOrDefault(watch => watch.Error is not null && watch.State != WatchState.NotServed); // a server may do without a kind
        var since = before is not null && before.State == state ? before.Since
            : state == ClusterState.Stale && broken is not null ? broken.Since
            : now;
        return new(state, since, unwell?.Error, unwell?.NextAttemptAt, watches.ToValueList());
    }

    /// <summary>Nothing that a page shows of it differs: counters alone are no reason to publish.</summary>
    public static bool LooksLike(this ClusterStatus one, ClusterStatus other) =>
        one.State == other.State && one.Scope == other.Scope && one.Unread == other.Unread && one.Since == other.Since && one.Error == other.Error && one.NextAttemptAt == other.NextAttemptAt
        && one.Watches.Select(watch => (watch.State, watch.Error)).SequenceEqual(other.Watches.Select(watch => (watch.State, watch.Error)));
}
