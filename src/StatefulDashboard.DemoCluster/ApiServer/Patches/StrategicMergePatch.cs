using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Patches;

/// <summary>
/// Strategic merge patch (kubernetes community sig-api-machinery/strategic-merge-patch.md): maps merge, the lists of <see cref="ListKeys"/>
/// merge by their key, other lists are replaced. Directives: $patch, $setElementOrder/x, $retainKeys, $deleteFromPrimitiveList/x.
/// </summary>
internal static class StrategicMergePatch
{
    private const string Order = "$setElementOrder/";
    private const string DeleteValues = "$deleteFromPrimitiveList/";

    // merging by key looks at each item of the one list for each of the other
    private const int MostItems = Schemas.ObjectDecoder.MostItems;

    public static JsonObject Apply(JsonObject target, JsonObject patch) => Merge(target, patch, "");

    private static JsonObject Merge(JsonObject target, JsonObject patch, string parent)
    {
        switch (patch.Text("$patch"))
        {
            case "replace":
                var whole = patch.Copy();
                whole.Remove("$patch");
                return whole;
            case "delete":
                return [];
            case null or "merge":
                break;
            default:
                throw Refusals.BadRequest($"Unknown patch type found: {patch.Text("$patch")}");
        }

        foreach (var (name, value) in patch)
        {
            if ((name == "$retainKeys" || name.StartsWith(Order, StringComparison.Ordinal) || name.StartsWith(DeleteValues, StringComparison.Ordinal)) && value is not JsonArray)
            {
                throw Refusals.BadRequest($"{name} must be a list");
            }
        }

        if (patch["$retainKeys"] is JsonArray retain)
        {
            var kept = retain.Select(k => k.Text()).ToHashSet(StringComparer.Ordinal);
            foreach (var name in target.Select(e => e.Key).Where(k => !kept.Contains(k)).ToArray())
            {
                target.Remove(name);
            }
        }

        foreach (var (name, value) in patch)
        {
            if (name.StartsWith(DeleteValues, StringComparison.Ordinal) && target[name[DeleteValues.Length..]] is JsonArray values)
            {
                var gone = (value as JsonArray)?.ToArray() ?? [];
                target[name[DeleteValues.Length..]] = values.Where(v => !gone.Any(g => g.SameAs(v))).Select(v => v?.DeepClone()).ToJsonArray();
            }
        }

        foreach (var (name, value) in patch)
        {
            if (!name.StartsWith('$'))
            {
                MergeMember(target, name, value, patch[Order + name] as JsonArray, parent);
            }
        }

        foreach (var (name, value) in patch)
        {
            // an order without a change of the list itself
            if (name.StartsWith(Order, StringComparison.Ordinal) && !patch.ContainsKey(name[Order.Length..])
                && target[name[Order.Length..]] is JsonArray list && value is JsonArray order)
            {
                Sort(list, order, ListKeys.Of(parent, name[Order.Length..], list.OfType<JsonObject>().FirstOrDefault()));
            }
        }

        return target;
    }

    private static void MergeMember(JsonObject target, string name, JsonNode? value, JsonArray? order, string parent)
    {
        switch (value)
        {
            case null:
                target.Remove(name);
                break;
            case JsonObject map:
                var merged = Merge((target[name] as JsonObject)?.Copy() ?? [], map, name);
                if (map.Text("$patch") == "delete")
                {
                    target.Remove(name);
                }
                else
                {
                    target[name] = merged;
                }

                break;
            case JsonArray list:
                target[name] = MergeList(target[name] as JsonArray, list, order, parent, name);
                break;
            default:
                target[name] = value.DeepClone();
                break;
        }
    }

    private static JsonArray MergeList(JsonArray? old, JsonArray patch, JsonArray? order, string parent, string name)
    {
        if (patch.Count > MostItems || order?.Count > MostItems)
        {
            throw Refusals.BadRequest($"the list {name} has more than {MostItems} items");
        }

        if (ListKeys.IsPrimitiveMerge(name) && patch.All(v => v is JsonValue))
        {
            var values = (old ?? []).Concat(patch.Where(v => old is null || !old.Any(o => o.SameAs(v)))).Select(v => v?.DeepClone()).ToJsonArray();
            return order is null ? values : Sort(values, order, null);
        }

        var sample = patch.OfType<JsonObject>().FirstOrDefault(i => !i.ContainsKey("$patch") || i.Count > 1) ?? old?.OfType<JsonObject>().FirstOrDefault();
        var key = ListKeys.Of(parent, name, sample);
        var replace = patch.OfType<JsonObject>().Any(i => i.Text("$patch") == "replace" && i.Count == 1);
        var items = patch.OfType<JsonObject>().Where(i => !(i.Text("$patch") == "replace" && i.Count == 1)).ToArray();
        if (key is null || replace)
        {
            return replace ? items.Select(i => i.DeepClone()).ToJsonArray() : (JsonArray)patch.DeepClone();
        }

        var result = (old ?? []).OfType<JsonObject>().Select(o => o.Copy()).ToList();
        foreach (var item in items)
        {
            if (item[key] is not { } wanted)
            {
                throw Refusals.BadRequest($"map: {item.ToJsonString(JsonAccess.Plain)} does not contain declared merge key: {key}");
            }

            var at = result.FindIndex(o => o[key].SameAs(wanted));
            if (item.Text("$patch") == "delete")
            {
                if (at >= 0)
                {
                    result.RemoveAt(at);
                }
            }
            else if (at >= 0)
            {
                result[at] = Merge(result[at], item, name);
            }
            else
            {
                result.Add(Merge([], item, name));
            }
        }

        var sorted = result.ToJsonArray();
        return order is null ? sorted : Sort(sorted, order, key);
    }

    // What the order names comes in that order; the rest stays behind its old neighbours.
    private static JsonArray Sort(JsonArray list, JsonArray order, string? key)
    {
        int Rank(JsonNode? item)
        {
            var own = key is null ? item : item.At(key);
            for (var i = 0; i < order.Count; i++)
            {
                if ((key is null ? order[i] : order[i].At(key)).SameAs(own))
                {
                    return i;
                }
            }

            return -1;
        }

        var ranked = new List<(JsonNode? Item, int Rank)>();
        var last = -1;
        foreach (var item in list)
        {
            var rank = Rank(item);
            last = rank >= 0 ? rank : last;
            ranked.Add((item?.DeepClone(), rank >= 0 ? rank : last));
        }

        list.Clear();
        foreach (var (item, _) in ranked.OrderBy(r => r.Rank))
        {
            list.Add(item);
        }

        return list;
    }
}
