using System.Globalization;
using System.Text.Json.Nodes;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Compares an object with what a JSON patch (RFC 6902) wanted of it.</summary>
internal static class JsonPatchFields
{
    public static FieldMatch Compare(JsonArray operations, JsonObject now, bool onlySpec)
    {
        var wanted = operations
            .Select(one => (Operation: one?["op"]?.ToString() ?? "", Path: one?["path"]?.ToString() ?? "", Value: one?["value"]))
            .Where(one => one.Operation != "test" && one.Path is not ("/metadata/uid" or "/metadata/resourceVersion"))
            .Where(one => !onlySpec || IsUnder(one.Path, "/spec"))
            .ToArray();

        // what a later operation writes over is no longer wanted
        return IntendedFields.Worst(wanted
            .Where((one, index) => !wanted.Skip(index + 1).Any(later => IsUnder(one.Path, later.Path)))
            .Select(one => Compare(one.Operation, one.Path, one.Value, now)));
    }

    private static FieldMatch Compare(string operation, string path, JsonNode? value, JsonObject now)
    {
        var names = path.Split('/').Skip(1).Select(name => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        if (names.Length == 0 || operation is not ("add" or "replace" or "remove"))
        {
            return FieldMatch.CannotTell;
        }

        var parent = names.SkipLast(1).Aggregate((JsonNode?)now, Step);
        if (parent is JsonArray && operation != "replace")
        {
            return FieldMatch.CannotTell; // an insertion or a removal moves the others: the same place now holds another one
        }

        var there = Step(parent, names[^1]);
        return operation == "remove"
            ? there is null ? FieldMatch.Holds : FieldMatch.Differs
            : IntendedFields.CompareReplaced(value, there);
    }

    private static JsonNode? Step(JsonNode? node, string name) => node switch
    {
        JsonObject fields => fields[name],
        JsonArray items => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count ? items[index] : null,
        _ => null,
    };

    private static bool IsUnder(string path, string root) =>
        path == root || (path.StartsWith(root, StringComparison.Ordinal) && path.Length > root.Length && path[root.Length] == '/');
}
