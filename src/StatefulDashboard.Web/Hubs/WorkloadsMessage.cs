using StatefulDashboard.Domain.Workloads;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Api;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Hubs;

/// <param name="Type">snapshot (at first, and anew when what the person may see has changed), changed, deleted, stale or live.</param>
/// <param name="At">When the dashboard sent it.</param>
/// <param name="Items">The workloads that it is about, whole; the last known state of deleted ones.</param>
public sealed record WorkloadsMessage(string Type, DateTimeOffset At, IReadOnlyList<WorkloadDocument> Items)
{
    internal static IEnumerable<WorkloadsMessage> Between(ClusterView? before, ClusterView view, Func<NamespacedName, bool> wanted, DateTimeOffset at)
    {
        var isWhole = before is null || !before.Status.Rights.Equals(view.Status.Rights); // what may no longer be seen is not "deleted"
        if (isWhole)
        {
            yield return new("snapshot", at, [.. WorkloadDocument.All(view, wanted)]);
        }

        if ((before?.Status.State ?? ClusterState.Live) != view.Status.State)
        {
            yield return new(view.Status.State == ClusterState.Stale ? "stale" : "live", at, []);
        }

        if (isWhole || before is null)
        {
            yield break;
        }

        WorkloadName[] names = [.. view.ChangedWorkloads(before).Where(name => wanted(name.Name)).Order()];
        WorkloadDocument[] changed = [.. names.Select(name => WorkloadDocument.Find(view, name)).OfType<WorkloadDocument>()];
        if (changed.Length > 0)
        {
            yield return new("changed", at, changed);
        }

        WorkloadDocument[] deleted =
        [
            .. names.Where(name => WorkloadDocument.Find(view, name) is null && view.Status.SeesSets(name.Name.Namespace)).Select(name => WorkloadDocument.Find(before, name)).OfType<WorkloadDocument>(),
        ];
        if (deleted.Length > 0)
        {
            yield return new("deleted", at, deleted);
        }
    }
}
