using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Operations;

/// <summary>What would be other in an object, field by field: lists of named things are compared by name, other lists by place.</summary>
internal static class ObjectDifferences
{
    /// <summary>More are not shown: nobody reads them.</summary>
    public const int Most = 200;

    // what the server itself writes with every change says nothing of what the change does
    private static readonly string[] Left = ["managedFields", "resourceVersion", "generation", "uid", "creationTimestamp"];
    private static readonly string[] Keys = ["name", "containerPort", "mountPath", "topologyKey", "ip", "uid", "type"];

    public static ValueList<FieldDifference> Of(JsonObject before, JsonObject after)
    {
        List<FieldDifference> found = [];
        foreach (var key in new[] { "metadata", "spec", "data" })
        {
            Compare(key, before[key], after[key], found);
        }

        return found.Where(difference => !Left.Any(name => difference.Path.StartsWith("metadata." + name, StringComparison.Ordinal))).Take(Most).ToValueList();
    }

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<FieldDifference> found)
    {
        if (JsonNode.DeepEquals(before, after))
        {
            return;
        }

        if (before is JsonObject or null && after is JsonObject or null)
        {
            var (one, other) = (before as JsonObject ?? [], after as JsonObject ?? []);
            foreach (var key in one.Select(field => field.Key).Concat(other.Select(field => field.Key)).Distinct(StringComparer.Ordinal))
            {
                Compare(path + "." + key, one[key], other[key], found);
            }
        }
        else if (before is JsonArray or null && after is JsonArray or null)
        {
            CompareLists(path, before as JsonArray ?? [], after as JsonArray ?? [], found);
        }
        else
        {
            found.Add(new(path, Text(before), Text(after)));
        }
    }

    private static void CompareLists(string path, JsonArray before, JsonArray after, List<FieldDifference> found)
    {
        var key = Keys.FirstOrDefault(candidate => before.Concat(after).All(item => item is JsonObject named && named[candidate] is JsonValue));
        var (one, other) = (ByName(before, key), ByName(after, key));
        foreach (var name in one.Keys.Concat(other.Keys).Distinct(StringComparer.Ordinal))
        {
            Compare($"{path}[{name}]", one.GetValueOrDefault(name), other.GetValueOrDefault(name), found);
        }
    }

    // of two of one name (which the server would refuse) the second is shown beside the first
    private static Dictionary<string, JsonNode?> ByName(JsonArray items, string? key)
    {
        var named = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        for (var index = 0; index < items.Count; index++)
        {
            var name = key is null ? index.ToString(System.Globalization.CultureInfo.InvariantCulture) : items[index]![key]!.ToString();
            named[named.ContainsKey(name) ? name + "#" + index : name] = items[index];
        }

        return named;
    }

    private static string? Text(JsonNode? node) => node is null ? null : node is JsonValue value ? value.ToString() : node.ToJsonString();
}
