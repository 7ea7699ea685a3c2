using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// Objects that select pods by labels, found from the labels: each is filed under one pair that it demands, so only those that
/// demand one of the asked pairs are looked at; what demands no pair (an empty selector, or expressions only) is looked at for
/// each question in its namespace. One thread at a time.
/// </summary>
/// <param name="selectorOf">Null selects nothing.</param>
internal sealed class SelectorIndex<T>(Func<T, LabelSelector?> selectorOf)
    where T : class, IKubernetesObject
{
    private static readonly Comparer<NamespacedName> NameOrder = Comparer<NamespacedName>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name));

    private readonly Dictionary<(string Namespace, string Key, string Value), Dictionary<NamespacedName, T>> byPair = [];
    private readonly Dictionary<string, Dictionary<NamespacedName, T>> wide = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> ofSinglePods = new(StringComparer.Ordinal);

    public void Apply(ResourceChange<T> change)
    {
        if (change.Before is { } before && selectorOf(before) is { } old)
        {
            Remove(change.Name, old);
        }

        if (change.After is { } after && selectorOf(after) is { } selector)
        {
            Place(change.Name, selector)[change.Name] = after;
            CountSinglePods(change.Name.Namespace, selector, 1);
        }
    }

    /// <summary>Those that select pods of a set, were all of these made from its template; by name.</summary>
    public T[] Matching(string namespaceName, ValueMap template, IReadOnlyList<Pod> pods)
    {
        SortedDictionary<NamespacedName, T> found = new(NameOrder);
        foreach (var (key, value) in template)
        {
            Look(byPair.GetValueOrDefault((namespaceName, key, value)));
        }

        if (ofSinglePods.ContainsKey(namespaceName))
        {
            foreach (var pod in pods)
            {
                Look(byPair.GetValueOrDefault((namespaceName, ResourceKinds.PodNameLabel, pod.Metadata.Name)));
            }
        }

        Look(wide.GetValueOrDefault(namespaceName));
        return [.. found.Values];

        void Look(Dictionary<NamespacedName, T>? candidates)
        {
            foreach (var (name, candidate) in candidates ?? [])
            {
                if (selectorOf(candidate)!.Matches(template, pods))
                {
                    found[name] = candidate;
                }
            }
        }
    }

    private void Remove(NamespacedName name, LabelSelector selector)
    {
        var place = Place(name, selector);
        place.Remove(name);
        if (place.Count == 0)
        {
            if (PodLabels.PairOf(selector) is { } pair)
            {
                byPair.Remove((name.Namespace, pair.Key, pair.Value));
            }
            else
            {
                wide.Remove(name.Namespace);
            }
        }

        CountSinglePods(name.Namespace, selector, -1);
    }

    private void CountSinglePods(string namespaceName, LabelSelector selector, int more)
    {
        if (PodLabels.PairOf(selector) is not { Key: ResourceKinds.PodNameLabel })
        {
            return;
        }

        ofSinglePods[namespaceName] = ofSinglePods.GetValueOrDefault(namespaceName) + more;
        if (ofSinglePods[namespaceName] == 0)
        {
            ofSinglePods.Remove(namespaceName);
        }
    }

    private Dictionary<NamespacedName, T> Place(NamespacedName name, LabelSelector selector)
    {
        if (PodLabels.PairOf(selector) is not { } pair)
        {
            return wide.TryGetValue(name.Namespace, out var all) ? all : wide[name.Namespace] = [];
        }

        var key = (name.Namespace, pair.Key, pair.Value);
        return byPair.TryGetValue(key, out var some) ? some : byPair[key] = [];
    }
}
