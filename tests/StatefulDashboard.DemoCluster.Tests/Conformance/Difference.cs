using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.Tests.Conformance;

/// <summary>Where two trees of values differ, in words.</summary>
internal static class Difference
{
    /// <summary>Every difference; none when the trees are equal. The order of an object's members does not count, that of a list does.</summary>
    public static IEnumerable<string> Between(string at, JsonNode? expected, JsonNode? actual)
    {
        if (expected is JsonObject map && actual is JsonObject other)
        {
            return map.Select(e => e.Key).Union(other.Select(e => e.Key)).Order(StringComparer.Ordinal).SelectMany(key =>
                !map.ContainsKey(key) ? [$"{at} / {key}: not expected: {Text(other[key])}"]
                : !other.ContainsKey(key) ? [$"{at} / {key}: missing; expected {Text(map[key])}"]
                : Between($"{at} / {key}", map[key], other[key]));
        }

        if (expected is JsonArray list && actual is JsonArray others && !JsonNode.DeepEquals(list, others))
        {
            var i = Enumerable.Range(0, Math.Min(list.Count, others.Count)).FirstOrDefault(n => !JsonNode.DeepEquals(list[n], others[n]), Math.Min(list.Count, others.Count));
            return i < list.Count && i < others.Count && list[i] is JsonObject && others[i] is JsonObject
                ? Between($"{at}, item {i}", list[i], others[i])
                : [$"{at}, item {i}: expected {Few(list, i)}, got {Few(others, i)}"];
        }

        return JsonNode.DeepEquals(expected, actual) ? [] : [$"{at}: expected {Text(expected)}, got {Text(actual)}"];
    }

    private static string Few(JsonArray list, int from) => list.Count <= from ? "nothing more" : string.Join(", then ", list.Skip(from).Take(3).Select(Text));

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
