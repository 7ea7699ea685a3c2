using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>How large a client's object may become: patch by patch it could grow over what a single request may hold.</summary>
internal static class SizeLimits
{
    private const int DeepestObject = 60;
    private const int LargestObject = 3 * 1024 * 1024;

    /// <exception cref="ApiException">400 for an object that is nested too deeply, 413 for one that is too large.</exception>
    public static void Check(JsonObject root, WriteOptions options)
    {
        if (options.Fields is null)
        {
            return;
        }

        if (IsDeeper(root, DeepestObject))
        {
            throw Refusals.BadRequest($"the object is nested deeper than {DeepestObject} levels");
        }

        if (root.ToUtf8().Length > LargestObject)
        {
            throw Refusals.TooLarge();
        }
    }

    private static bool IsDeeper(JsonNode? node, int than) => than == 0 ? node is JsonObject or JsonArray : node switch
    {
        JsonObject map => map.Any(e => IsDeeper(e.Value, than - 1)),
        JsonArray list => list.Any(i => IsDeeper(i, than - 1)),
        _ => false,
    };
}
