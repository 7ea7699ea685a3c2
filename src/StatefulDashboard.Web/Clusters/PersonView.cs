using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Workloads;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// Makes of a cluster's views what one person may see of them. What did not change for this person is the same reference as in the
/// view before, so that nobody learns from a change when something hidden has changed. Looks only at the sets that have changed since
/// the view before, unless the person's rights have. One caller at a time.
/// </summary>
internal sealed class PersonView(Person person, IReadPolicy policy, ClusterConnection connection, TimeProvider time)
{
    // for all who look: the same overview without the same kinds is the same object
    private static readonly ConditionalWeakTable<StatefulSetOverview, Dictionary<UnreadKinds, StatefulSetOverview>> Masks = [];

    private ReadRights? rights;
    private ClusterView? source;
    private ClusterView? shown;

    /// <summary>When the rights must be asked for again, whether there is a newer view or not; never before the first view.</summary>
    public DateTimeOffset Until => rights?.Until ?? DateTimeOffset.MaxValue;

    /// <summary>What the person may see of it; the very same view as the last time where nothing of it differs for this person.</summary>
    public async ValueTask<ClusterView> OfAsync(ClusterView view, CancellationToken cancellationToken)
    {
        var before = rights;
        if (rights is null || time.GetUtcNow() >= rights.Until || !rights.IsAll && !ReferenceEquals(source, view) && !NewNamespaces(view).All(rights.Covers))
        {
            rights = await policy.OfAsync(person, connection, [.. Namespaces(view)], cancellationToken);
        }

        if (shown is not null && ReferenceEquals(source, view) && rights.Equals(before))
        {
            return shown;
        }

        var newest = rights.IsAll ? view : Filter(view, rights, isSameRights: rights.Equals(before));
        source = view;
        return shown = shown is not null && !rights.IsAll && LooksLike(shown, newest) ? shown : newest;
    }

    private ClusterView Filter(ClusterView view, ReadRights allowed, bool isSameRights)
    {
        // with other rights any set may look otherwise, whether it has changed or not
        var known = isSameRights ? shown : null;
        HashSet<NamespacedName> changed = [];
        var sets = Sets(view, known, allowed, changed);
        return view with
        {
            Status = StatusOf(view.Status, allowed),
            Sets = sets,
            Operations = known is not null && ReferenceEquals(view.Operations, source?.Operations) ? known.Operations : Operations(view.Operations, allowed),
            Workloads = known is not null && ReferenceEquals(view.Workloads, source?.Workloads) ? known.Workloads : Workloads(view.Workloads, allowed),
            Changes = known is null ? ViewChanges.Start().Next(sets, changed) : known.Changes.Next(sets, changed),
        };
    }

    private ImmutableSortedDictionary<NamespacedName, StatefulSetOverview> Sets(ClusterView view, ClusterView? known, ReadRights allowed, HashSet<NamespacedName> changed)
    {
        var last = shown?.Sets ?? ImmutableSortedDictionary<NamespacedName, StatefulSetOverview>.Empty;
        var sets = last.ToBuilder();
        foreach (var name in known is null ? [.. view.Sets.Keys.Union(last.Keys)] : view.ChangedSets(source))
        {
            var seen = allowed.SeesSets(name.Namespace) && view.Sets.TryGetValue(name, out var set) ? Masked(set, allowed.In(name.Namespace)) : null;
            if (seen is null ? sets.Remove(name) : !(sets.TryGetValue(name, out var old) && old.Equals(seen)))
            {
                changed.Add(name);
                if (seen is not null)
                {
                    sets[name] = seen;
                }
            }
        }

        return changed.Count == 0 ? last : sets.ToImmutable();
    }

    private ImmutableSortedDictionary<NamespacedName, Operation> Operations(ImmutableSortedDictionary<NamespacedName, Operation> all, ReadRights allowed)
    {
        var seen = all.RemoveRange(all.Keys.Where(name => !allowed.SeesOperationsIn(name.Namespace)));
        return shown?.Operations is { } last && seen.SequenceEqual(last) ? last : seen;
    }

    // in a namespace whose sets may not be listed nothing else is shown
    private ImmutableSortedDictionary<WorkloadName, StatefulWorkload> Workloads(ImmutableSortedDictionary<WorkloadName, StatefulWorkload> all, ReadRights allowed)
    {
        var last = shown?.Workloads ?? ImmutableSortedDictionary<WorkloadName, StatefulWorkload>.Empty;
        var seen = all
            .Where(pair => allowed.SeesSets(pair.Key.Name.Namespace))
            .Select(pair => (pair.Key, Value: WorkloadMask.Apply(pair.Value, allowed.In(pair.Key.Name.Namespace))))
            .Where(pair => pair.Value is not null)
            .ToImmutableSortedDictionary(pair => pair.Key, pair => last.TryGetValue(pair.Key, out var old) && old.Equals(pair.Value) ? old : pair.Value!);
        return seen.Count == last.Count && seen.Zip(last).All(pair => pair.First.Key == pair.Second.Key && ReferenceEquals(pair.First.Value, pair.Second.Value)) ? last : seen;
    }

    // names of namespaces that are none of this person's business go
    private static ClusterStatus StatusOf(ClusterStatus status, ReadRights allowed)
    {
        var scope = status.Scope.Namespaces.Where(allowed.SeesSets).ToValueList();
        return status with
        {
            Rights = allowed,
            Scope = scope.Count > 0 ? status.Scope with { Namespaces = scope } : ClusterScope.Whole,
            Watches = status.Watches.Where(watch => watch.Namespace is not { } name || allowed.SeesSets(name)).ToValueList(),
            Unread = new(status.Unread.Entries.Where(entry => entry.Namespace.Length == 0 || allowed.SeesSets(entry.Namespace)).ToValueList()),
        };
    }

    private static StatefulSetOverview Masked(StatefulSetOverview set, UnreadKinds kinds)
    {
        kinds = kinds.OfSets();
        if (kinds == UnreadKinds.None)
        {
            return set;
        }

        var known = Masks.GetOrCreateValue(set);
        lock (known)
        {
            return known.TryGetValue(kinds, out var masked) ? masked : known[kinds] = OverviewMask.Apply(set, kinds);
        }
    }

    private static bool LooksLike(ClusterView one, ClusterView other) =>
        one.Cluster == other.Cluster && one.Status.Rights.Equals(other.Status.Rights) && one.Status.LooksLike(other.Status)
        && ReferenceEquals(one.Sets, other.Sets) && ReferenceEquals(one.Operations, other.Operations) && ReferenceEquals(one.Workloads, other.Workloads);

    // of those of the view before it is known
    private IEnumerable<string> NewNamespaces(ClusterView view) => source is null
        ? Namespaces(view)
        : view.ChangedSets(source).Concat(OfOthers(view)).Select(name => name.Namespace).Concat(view.Status.Scope.Namespaces).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Namespaces(ClusterView view) =>
        view.Sets.Keys.Concat(OfOthers(view)).Select(name => name.Namespace).Concat(view.Status.Scope.Namespaces).Distinct(StringComparer.Ordinal);

    private static IEnumerable<NamespacedName> OfOthers(ClusterView view) => view.Operations.Keys.Concat(view.Workloads.Keys.Select(key => key.Name));
}
