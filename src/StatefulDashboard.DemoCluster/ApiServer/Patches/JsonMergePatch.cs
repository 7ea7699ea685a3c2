using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.ApiServer.Patches;

/// <summary>JSON merge patch, RFC 7386.</summary>
internal static class JsonMergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                var next = target[name] as JsonObject ?? [];
                target[name] = Apply((JsonObject)next.DeepClone(), inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }

        return target;
    }
}
