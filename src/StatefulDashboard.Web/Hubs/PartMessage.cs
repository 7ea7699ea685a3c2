using StatefulDashboard.Web.Api;
using StatefulDashboard.Web.Parts;

namespace StatefulDashboard.Web.Hubs;

/// <param name="Type">snapshot (at first), changed, deleted, stale or live.</param>
/// <param name="At">When the dashboard sent it.</param>
/// <param name="Items">The part, whole; the last known state of one that is deleted.</param>
public sealed record PartMessage(string Type, DateTimeOffset At, IReadOnlyList<PartDocument> Items)
{
    internal static string TypeOf(PartState? before, PartState now) =>
        before is null ? "snapshot"
        : now == PartState.Gone ? "deleted"
        : now == before ? "changed"
        : now == PartState.Stale ? "stale"
        : "live";
}
