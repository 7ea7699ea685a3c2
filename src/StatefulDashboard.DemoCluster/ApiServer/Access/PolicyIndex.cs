using System.Collections.Immutable;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using SubjectPlaces = System.Collections.Immutable.ImmutableDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<long, StatefulDashboard.DemoCluster.ApiServer.Access.PolicyBinding>>;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>
/// The stored roles and bindings, found by whom they are for: a check looks at the bindings that name somebody, never at all of them.
/// Follows the store under its gate; reading sees one moment and needs no lock.
/// </summary>
internal sealed class PolicyIndex : IDisposable
{
    private static readonly ResourceKind[] Followed = [ResourceKinds.ClusterRoles, ResourceKinds.Roles, ResourceKinds.ClusterRoleBindings, ResourceKinds.RoleBindings];
    private readonly ResourceStore store;
    private volatile Moment now = new(
        ImmutableDictionary.Create<string, PolicyRule[]>(StringComparer.Ordinal), ImmutableDictionary.Create<string, PolicyBinding>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, ImmutableSortedDictionary<long, PolicyBinding>>(StringComparer.Ordinal), 0);

    public PolicyIndex(ResourceStore store)
    {
        this.store = store;
        lock (store.Gate)
        {
            foreach (var stored in Followed.SelectMany(store.All))
            {
                Put(stored);
            }

            store.Listen(Follow);
        }
    }

    /// <summary>The bindings of one namespace (empty: those for the whole cluster) that name one of these subjects, in order, each with the first of its subjects that is one.</summary>
    public IEnumerable<(PolicyBinding Binding, PolicySubject Subject)> BindingsOf(string @namespace, IReadOnlyCollection<string> subjectKeys)
    {
        var moment = now;
        return subjectKeys.SelectMany(key => moment.BySubject.TryGetValue(PlaceOf(@namespace, key), out var bound) ? bound.Values : [])
            .DistinctBy(b => b.Order).OrderBy(b => b.Order)
            .Select(binding => (binding, binding.Subjects.First(s => s.Key is not null && subjectKeys.Contains(s.Key))));
    }

    /// <summary>The rules of the role that a binding refers to; null when there is no such role.</summary>
    public PolicyRule[]? RulesOf(RoleReference role, string bindingNamespace)
        => now.Roles.GetValueOrDefault(StoredObject.KeyOf(role.Kind == "Role" ? bindingNamespace : "", role.Name));

    public void Dispose() => store.Unlisten(Follow);

    private static string PlaceOf(string @namespace, string subjectKey) => $"{@namespace}/{subjectKey}";

    private void Follow(StoreChange change)
    {
        if (!Followed.Contains(change.Object.Kind))
        {
            return;
        }

        if (change.Type == ChangeType.Deleted)
        {
            Take(change.Object);
        }
        else
        {
            Put(change.Object);
        }
    }

    private void Put(StoredObject stored)
    {
        if (IsRole(stored))
        {
            now = now with { Roles = now.Roles.SetItem(stored.Key, [.. stored.Root.Items("rules").Select(PolicyRule.From)]) };
            return;
        }

        var previous = now.Bindings.GetValueOrDefault(stored.Key);
        var next = PolicyBinding.From(stored, previous?.Order ?? now.Count + 1);
        now = now with
        {
            Bindings = now.Bindings.SetItem(stored.Key, next),
            BySubject = With(Without(now.BySubject, previous), next),
            Count = now.Count + (previous is null ? 1 : 0),
        };
    }

    private void Take(StoredObject stored)
    {
        now = IsRole(stored)
            ? now with { Roles = now.Roles.Remove(stored.Key) }
            : now with { Bindings = now.Bindings.Remove(stored.Key), BySubject = Without(now.BySubject, now.Bindings.GetValueOrDefault(stored.Key)) };
    }

    private static bool IsRole(StoredObject stored) => stored.Kind == ResourceKinds.Roles || stored.Kind == ResourceKinds.ClusterRoles;

    private static SubjectPlaces With(SubjectPlaces index, PolicyBinding binding)
        => PlacesOf(binding).Aggregate(index, (all, place) => all.SetItem(place, (all.GetValueOrDefault(place) ?? ImmutableSortedDictionary<long, PolicyBinding>.Empty).SetItem(binding.Order, binding)));

    private static SubjectPlaces Without(SubjectPlaces index, PolicyBinding? binding)
        => binding is null ? index : PlacesOf(binding).Aggregate(index, (all, place) => all[place].Remove(binding.Order) is { Count: > 0 } rest ? all.SetItem(place, rest) : all.Remove(place));

    private static IEnumerable<string> PlacesOf(PolicyBinding binding) => binding.Subjects.Select(s => s.Key).OfType<string>().Distinct(StringComparer.Ordinal).Select(key => PlaceOf(binding.Namespace, key));

    /// <summary>All of it at one moment; roles and bindings by "namespace/name", those of the whole cluster by "/name".</summary>
    private sealed record Moment(
        ImmutableDictionary<string, PolicyRule[]> Roles, ImmutableDictionary<string, PolicyBinding> Bindings,
        SubjectPlaces BySubject, long Count);
}
