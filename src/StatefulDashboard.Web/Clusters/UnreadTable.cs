using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>Which kinds may not be read, or are not known to the server, in the whole cluster or in one namespace. Compares by value.</summary>
/// <param name="Entries">Sorted; the empty namespace stands for the whole cluster.</param>
public sealed record UnreadTable(ValueList<(string Namespace, UnreadKinds Kinds)> Entries)
{
    public static readonly UnreadTable None = new([]);

    public static UnreadTable Of(IEnumerable<WatchHealth> watches) => new(watches
        .Where(watch => watch.State is WatchState.Forbidden or WatchState.NotServed)
        .GroupBy(watch => watch.Namespace ?? "", watch => Kind(watch.Kind), StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Aggregate(UnreadKinds.None, (all, one) => all | one)))
        .ToValueList());

    public UnreadKinds In(string namespaceName) =>
        Entries.Where(entry => entry.Namespace.Length == 0 || entry.Namespace == namespaceName).Aggregate(UnreadKinds.None, (all, entry) => all | entry.Kinds);

    private static UnreadKinds Kind(string resource) =>
        Enum.TryParse<UnreadKinds>(resource, ignoreCase: true, out var kind) ? kind : UnreadKinds.None;
}
