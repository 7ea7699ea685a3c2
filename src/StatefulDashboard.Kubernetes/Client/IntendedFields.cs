using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// Compares an object with what a patch wanted of it. Never says that it holds when an object that the patch has not reached could
/// look the same by what the patch leaves out; what the server adds (defaults) does not count against it.
/// </summary>
internal static class IntendedFields
{
    /// <summary>One of these names an element in every list that a strategic merge or an apply merges (the API's x-kubernetes-list-map-keys).</summary>
    private static readonly string[] MergeKeys = ["name", "containerPort", "mountPath", "devicePath", "topologyKey", "ip", "uid", "type", "port"];

    /// <param name="onlySpec">Looks at nothing outside of spec; a patch that touches nothing there holds.</param>
    public static FieldMatch Compare(Patch patch, JsonObject now, bool onlySpec = false)
    {
        if (patch.Kind == PatchKind.Json)
        {
            return JsonPatchFields.Compare((JsonArray)patch.Body, now, onlySpec);
        }

        var wanted = patch.Body as JsonObject ?? [];
        return onlySpec
            ? wanted.ContainsKey("spec") ? Compare(wanted["spec"], now["spec"], patch.Kind == PatchKind.Merge) : FieldMatch.Holds
            : Worst(wanted.Select(field => field.Key == "metadata" && field.Value is JsonObject metadata
                ? Compare(WithoutGuards(metadata), now["metadata"], patch.Kind == PatchKind.Merge)
                : Compare(field.Value, now[field.Key], patch.Kind == PatchKind.Merge)));
    }

    /// <param name="wholeLists">A list is replaced (merge patch); otherwise merged by a key.</param>
    public static FieldMatch Compare(JsonNode? wanted, JsonNode? now, bool wholeLists) => wanted switch
    {
        null => now is null ? FieldMatch.Holds : FieldMatch.Differs,
        JsonObject fields => CompareFields(fields, now as JsonObject, wholeLists),
        JsonArray items when wholeLists => CompareWhole(items, now as JsonArray),
        JsonArray items => CompareMerged(items, now as JsonArray),
        _ => CompareScalar((JsonValue)wanted, now),
    };

    /// <summary>Of a value that is put in the place of all that was there: nothing of the old may be left, so more than was wanted is a doubt.</summary>
    public static FieldMatch CompareReplaced(JsonNode? wanted, JsonNode? now) => (wanted, now) switch
    {
        (JsonObject fields, JsonObject there) => Worst(
        [
            .. fields.Select(field => CompareReplaced(field.Value, there[field.Key])),
            there.All(field => fields.ContainsKey(field.Key)) ? FieldMatch.Holds : FieldMatch.CannotTell,
        ]),
        (JsonArray items, JsonArray there) => CompareWhole(items, there),
        _ => Compare(wanted, now, wholeLists: true),
    };

    public static FieldMatch Worst(IEnumerable<FieldMatch> matches)
    {
        var all = matches.ToHashSet();
        return all.Contains(FieldMatch.Differs) ? FieldMatch.Differs : all.Contains(FieldMatch.CannotTell) ? FieldMatch.CannotTell : FieldMatch.Holds;
    }

    private static FieldMatch CompareFields(JsonObject wanted, JsonObject? now, bool wholeLists) =>
        Worst(wanted.Select(field => field.Key.StartsWith('$') ? FieldMatch.CannotTell : Compare(field.Value, now?[field.Key], wholeLists)));

    private static FieldMatch CompareWhole(JsonArray wanted, JsonArray? now)
    {
        if (wanted.Count != (now?.Count ?? 0))
        {
            return FieldMatch.Differs;
        }

        return Worst(wanted.Select((item, index) => CompareReplaced(item, now![index])));
    }

    private static FieldMatch CompareMerged(JsonArray wanted, JsonArray? now)
    {
        JsonNode?[] there = [.. now ?? []];
        if (!wanted.All(item => item is JsonObject))
        {
            // some lists of plain values are merged, some replaced: only when nothing else is there do both mean the same
            return wanted.All(item => there.Any(one => Compare(item, one, wholeLists: true) == FieldMatch.Holds))
                ? JsonNode.DeepEquals(wanted, now) ? FieldMatch.Holds : FieldMatch.CannotTell
                : FieldMatch.Differs;
        }

        return Worst(wanted.Select(item => CompareElement((JsonObject)item!, there, wanted.Count)));
    }

    private static FieldMatch CompareElement(JsonObject wanted, JsonNode?[] there, int count)
    {
        if (wanted["$patch"]?.ToString() is "delete")
        {
            var key = new JsonObject(wanted.Where(field => field.Key != "$patch").Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
            return there.Any(one => Compare(key, one, wholeLists: false) == FieldMatch.Holds) ? FieldMatch.Differs : FieldMatch.Holds;
        }

        var matches = there.Select(one => Compare(wanted, one, wholeLists: false)).ToHashSet();
        var best = matches.Contains(FieldMatch.Holds) ? FieldMatch.Holds : matches.Contains(FieldMatch.CannotTell) ? FieldMatch.CannotTell : FieldMatch.Differs;

        // without a key the list may be one that is replaced, and the elements beyond the wanted ones the old ones
        return best == FieldMatch.Holds && there.Length > count && !MergeKeys.Any(wanted.ContainsKey) ? FieldMatch.CannotTell : best;
    }

    /// <summary>The API leaves out what is zero, and writes quantities in its own way ("1000m" as "1").</summary>
    private static FieldMatch CompareScalar(JsonValue wanted, JsonNode? now)
    {
        if (now is null ? IsZero(wanted) : JsonNode.DeepEquals(wanted, now))
        {
            return FieldMatch.Holds;
        }

        return now is JsonValue && Quantity.ToBytes(wanted.ToString()) is { } one && Quantity.ToBytes(now.ToString()) == one
            ? FieldMatch.CannotTell
            : FieldMatch.Differs;
    }

    private static bool IsZero(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.False => true,
        JsonValueKind.Number => value.ToString() is "0",
        JsonValueKind.String => value.ToString().Length == 0,
        _ => false,
    };

    private static JsonObject WithoutGuards(JsonObject metadata) => new(metadata
        .Where(field => field.Key is not ("uid" or "resourceVersion"))
        .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
}
