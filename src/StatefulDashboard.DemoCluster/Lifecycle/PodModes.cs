using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>How a pod behaves: by its annotation, else by the tag of its image, else it runs.</summary>
internal static class PodModes
{
    public const string Mode = "demo.stateful-dashboard.io/mode";
    public const string StopSeconds = "demo.stateful-dashboard.io/stop-seconds";
    public const string Dead = "demo.stateful-dashboard.io/dead";

    public static string Of(JsonObject pod)
    {
        if (pod.Text("metadata", "annotations", Mode) is "notready" or "crashloop" or "imagepull" or "complete" or "fail")
        {
            return pod.Text("metadata", "annotations", Mode)!;
        }

        var tags = pod.Items("spec", "containers").Select(c => c.Text("image")?.Split(':')[^1] ?? "").ToArray();
        return tags.Any(t => t.Contains("broken", StringComparison.Ordinal)) ? "imagepull"
            : tags.Any(t => t.Contains("crash", StringComparison.Ordinal)) ? "crashloop" : "run";
    }
}
