using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>How a pod behaves: by its annotation, else by the tags of its images, else it runs. May change while the pod lives.</summary>
internal static class PodModes
{
    public const string Mode = "demo.stateful-dashboard.io/mode";
    public const string StopSeconds = "demo.stateful-dashboard.io/stop-seconds";
    public const string Dead = "demo.stateful-dashboard.io/dead";

    public const string Run = "run";

    /// <summary>Runs, its readiness probe fails.</summary>
    public const string NotReady = "notready";

    /// <summary>Runs, its liveness probe fails: killed and started again, later each time.</summary>
    public const string NotLive = "notlive";

    /// <summary>Ends with an error soon after each start.</summary>
    public const string CrashLoop = "crashloop";

    /// <summary>Works for a while, then is killed for memory.</summary>
    public const string OutOfMemory = "oomkilled";

    /// <summary>Its image cannot be pulled.</summary>
    public const string ImagePull = "imagepull";

    public const string Complete = "complete";
    public const string Fail = "fail";

    public static string Of(JsonObject pod)
    {
        if (pod.Text("metadata", "annotations", Mode) is NotReady or NotLive or CrashLoop or OutOfMemory or ImagePull or Complete or Fail)
        {
            return pod.Text("metadata", "annotations", Mode)!;
        }

        var modes = pod.Items("spec", "containers").Select(OfImage).ToArray();
        return modes.Contains(ImagePull) ? ImagePull : modes.Contains(CrashLoop) ? CrashLoop : Run;
    }

    public static string OfImage(JsonObject container)
    {
        var tag = container.Text("image")?.Split(':')[^1] ?? "";
        return tag.Contains("broken", StringComparison.Ordinal) ? ImagePull : tag.Contains("crash", StringComparison.Ordinal) ? CrashLoop : Run;
    }

    /// <summary>The container that a mode is about: the one whose image says so, else the first.</summary>
    public static JsonObject Afflicted(JsonObject pod, string mode)
        => pod.Items("spec", "containers").FirstOrDefault(c => OfImage(c) == mode) ?? pod.Items("spec", "containers").First();
}
