using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Patches;

/// <summary>JSON patch, RFC 6902.</summary>
internal static class JsonPatch
{
    private const int MostOperations = 10_000;
    private const long MostCopiedBytes = 3 * 1024 * 1024;

    /// <exception cref="ApiException">400 or 422 for what is no patch or does not fit the object, 413 for one that does too much.</exception>
    public static JsonObject Apply(JsonObject target, JsonArray operations)
    {
        if (operations.Count > MostOperations)
        {
            throw Refusals.Of(413, "RequestEntityTooLarge", $"The allowed maximum operations in a JSON patch is {MostOperations}, got {operations.Count}", []);
        }

        var copied = 0L;
        foreach (var node in operations)
        {
            var operation = node as JsonObject ?? throw Refusals.BadRequest("error decoding patch: an operation must be an object");
            var path = operation.Text("path") ?? throw Refusals.BadRequest("json patch: missing path");
            if (path.Length > 0 && path[0] != '/')
            {
                throw Missing(path);
            }

            switch (operation.Text("op"))
            {
                case "add":
                    Put(target, path, operation["value"]?.DeepClone(), insert: true);
                    break;
                case "replace":
                    Find(target, path);
                    Put(target, path, operation["value"]?.DeepClone(), insert: false);
                    break;
                case "remove":
                    Take(target, path);
                    break;
                case "move":
                    Put(target, path, Take(target, operation.Text("from") ?? ""), insert: true);
                    break;
                case "copy":
                    var value = Find(target, operation.Text("from") ?? "")?.DeepClone();
                    copied += value?.ToUtf8().Length ?? 0;
                    if (copied > MostCopiedBytes)
                    {
                        throw Refusals.Of(413, "RequestEntityTooLarge", $"Unable to complete the copy, the accumulated size increase of copy is {copied}, exceeding the limit {MostCopiedBytes}", []);
                    }

                    Put(target, path, value, insert: true);
                    break;
                case "test":
                    if (!Find(target, path).SameAs(operation["value"]))
                    {
                        throw Unprocessable($"testing value {path} failed: test failed");
                    }

                    break;
                default:
                    throw Refusals.BadRequest($"json patch: unexpected kind: {operation.Text("op")}");
            }
        }

        return target;
    }

    private static string[] Steps(string path)
        => [.. path.Split('/').Skip(1).Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private static (JsonNode Parent, string Last) Locate(JsonNode target, string path)
    {
        var steps = Steps(path);
        if (steps.Length == 0)
        {
            throw Unprocessable("the whole object cannot be replaced");
        }

        var node = target;
        foreach (var step in steps[..^1])
        {
            node = Step(node, step) ?? throw Missing(path);
        }

        return (node, steps[^1]);
    }

    private static JsonNode? Step(JsonNode node, string step) => node switch
    {
        JsonObject map => map[step],
        JsonArray list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < list.Count => list[i],
        _ => null,
    };

    private static JsonNode? Find(JsonNode target, string path)
    {
        var (parent, last) = Locate(target, path);
        return parent is JsonObject map && map.TryGetPropertyValue(last, out var value) ? value : Step(parent, last) ?? throw Missing(path);
    }

    private static void Put(JsonNode target, string path, JsonNode? value, bool insert)
    {
        var (parent, last) = Locate(target, path);
        if (parent is JsonObject map)
        {
            map[last] = value;
        }
        else if (parent is JsonArray list)
        {
            if (!insert && last == "-")
            {
                throw Missing(path);
            }

            var at = last == "-" ? list.Count : int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i <= (insert ? list.Count : list.Count - 1) ? i : throw Missing(path);
            if (insert)
            {
                list.Insert(at, value);
            }
            else
            {
                list[at] = value;
            }
        }
        else
        {
            throw Missing(path);
        }
    }

    private static JsonNode? Take(JsonNode target, string path)
    {
        var value = Find(target, path);
        var (parent, last) = Locate(target, path);
        if (parent is JsonObject map)
        {
            map.Remove(last);
        }
        else if (parent is JsonArray list)
        {
            list.RemoveAt(int.Parse(last, CultureInfo.InvariantCulture));
        }

        return value;
    }

    private static ApiException Missing(string path)
        => Unprocessable($"the server rejected our request due to an error in our request: missing path {path}");

    private static ApiException Unprocessable(string message) => Refusals.Of(422, "Invalid", message, []);
}
