using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>Finds the objects whose selectors may choose a pod by its labels, without asking each. Used by one controller on its loop.</summary>
internal sealed class SelectorIndex
{
    private readonly Dictionary<string, SortedSet<string>> byLabel = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> labelOf = new(StringComparer.Ordinal);

    /// <summary>Remembers an object by its matchLabels; null when it is gone or chooses nothing.</summary>
    public void Note(StoredObject o, JsonObject? matchLabels)
    {
        if (labelOf.Remove(o.Key, out var before))
        {
            byLabel[before].Remove(o.Key);
        }

        if (matchLabels is not null)
        {
            var group = matchLabels.FirstOrDefault() is { Key: { } key, Value: var value } ? Shelf.LabelGroup(o.Namespace, key, value.Text() ?? "") : o.Namespace;
            labelOf[o.Key] = group;
            (byLabel.TryGetValue(group, out var keys) ? keys : byLabel[group] = new SortedSet<string>(StringComparer.Ordinal)).Add(o.Key);
        }
    }

    /// <summary>The keys of all objects that may choose a pod with these labels; some may turn out not to.</summary>
    public IEnumerable<string> Candidates(StoredObject pod)
        => (pod.Labels ?? []).Select(l => Shelf.LabelGroup(pod.Namespace, l.Key, l.Value.Text() ?? "")).Append(pod.Namespace)
            .SelectMany(group => byLabel.TryGetValue(group, out var keys) ? keys.ToArray() : []);
}
