using StatefulDashboard.Web.Api;

namespace StatefulDashboard.Web.Hubs;

/// <param name="Type">snapshot (at first, and anew when what the person may see has changed), changed, deleted, stale or live.</param>
/// <param name="At">When the dashboard sent it.</param>
/// <param name="Items">The sets that it is about, whole; the last known state of deleted ones.</param>
public sealed record StatefulSetsMessage(string Type, DateTimeOffset At, IReadOnlyList<StatefulSetDocument> Items);
