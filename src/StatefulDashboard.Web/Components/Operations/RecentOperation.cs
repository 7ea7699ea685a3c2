using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Components.Operations;

/// <summary>The operation that belongs on a set's page: the one under way, else the last, for a while after its end.</summary>
internal static class RecentOperation
{
    private static readonly TimeSpan Shown = TimeSpan.FromHours(1);

    public static Operation? Of(ClusterView view, NamespacedName set, DateTimeOffset now) =>
        view.OperationOn(set)
        ?? view.Operations.Values.Where(operation => operation.Name == set && operation.EndedAt + Shown > now).MaxBy(operation => operation.EndedAt);
}
