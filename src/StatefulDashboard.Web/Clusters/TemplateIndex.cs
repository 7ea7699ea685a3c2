using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>Sets found from a selector, by the labels of their templates. One thread at a time.</summary>
internal sealed class TemplateIndex
{
    private readonly Dictionary<(string Namespace, string Key, string Value), Dictionary<NamespacedName, StatefulSet>> byPair = [];
    private readonly Dictionary<string, Dictionary<NamespacedName, StatefulSet>> byNamespace = new(StringComparer.Ordinal);

    public void Apply(ResourceChange<StatefulSet> change)
    {
        if (change.Before is { } before)
        {
            Take(byNamespace, change.Name.Namespace, change.Name);
            foreach (var (key, value) in before.Spec.Template.Metadata.Labels)
            {
                Take(byPair, (change.Name.Namespace, key, value), change.Name);
            }
        }

        if (change.After is { } after)
        {
            Put(byNamespace, change.Name.Namespace, after);
            foreach (var (key, value) in after.Spec.Template.Metadata.Labels)
            {
                Put(byPair, (change.Name.Namespace, key, value), after);
            }
        }
    }

    /// <summary>The sets of which some pod can match; at least those of which one does.</summary>
    public IEnumerable<NamespacedName> Matching(string namespaceName, LabelSelector? selector)
    {
        if (selector is null)
        {
            return [];
        }

        var pair = PodLabels.PairOf(selector);
        if (pair is { Key: ResourceKinds.PodNameLabel })
        {
            return OrdinalName.Split(pair.Value.Value) is { } parts ? [new(namespaceName, parts.SetName)] : [];
        }

        var candidates = pair is { } demanded ? byPair.GetValueOrDefault((namespaceName, demanded.Key, demanded.Value)) : byNamespace.GetValueOrDefault(namespaceName);
        return candidates is null ? [] : candidates.Values.Where(set => selector.MayMatch(set.Spec.Template.Metadata.Labels)).Select(set => set.Metadata.Key);
    }

    private static void Put<TKey>(Dictionary<TKey, Dictionary<NamespacedName, StatefulSet>> map, TKey key, StatefulSet set)
        where TKey : notnull =>
        (map.TryGetValue(key, out var sets) ? sets : map[key] = [])[set.Metadata.Key] = set;

    private static void Take<TKey>(Dictionary<TKey, Dictionary<NamespacedName, StatefulSet>> map, TKey key, NamespacedName name)
        where TKey : notnull
    {
        if (map.TryGetValue(key, out var sets) && sets.Remove(name) && sets.Count == 0)
        {
            map.Remove(key);
        }
    }
}
