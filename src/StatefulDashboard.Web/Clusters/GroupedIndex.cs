using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>Objects found by something else than their name: pods by set, slices by Service.</summary>
internal sealed class GroupedIndex<T>
    where T : class, IKubernetesObject
{
    private readonly Dictionary<NamespacedName, Dictionary<NamespacedName, T>> groups = [];

    public IReadOnlyCollection<T> In(NamespacedName group) => groups.TryGetValue(group, out var members) ? members.Values : [];

    /// <summary>Takes the object out of the groups that it was in and puts it into those that it is in now.</summary>
    public void Move(ResourceChange<T> change, Func<T, IEnumerable<NamespacedName>> groupsOf)
    {
        if (change.Before is { } before)
        {
            foreach (var group in groupsOf(before))
            {
                if (groups.TryGetValue(group, out var members) && members.Remove(change.Name) && members.Count == 0)
                {
                    groups.Remove(group);
                }
            }
        }

        if (change.After is { } after)
        {
            foreach (var group in groupsOf(after))
            {
                (groups.TryGetValue(group, out var members) ? members : groups[group] = [])[change.Name] = after;
            }
        }
    }
}
