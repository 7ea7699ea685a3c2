using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>The status of a pod as its kubelet reports it in each stage of its life.</summary>
internal static class PodStatus
{
    private static readonly string[] Order = ["PodReadyToStartContainers", "Initialized", "ContainersReady", "Ready", "PodScheduled"];

    /// <summary>Sets a condition; its transition time moves only when its status does.</summary>
    public static void SetCondition(JsonObject pod, string type, string status, DateTimeOffset now, string? reason, string? message, long? generation)
    {
        var root = pod.Ensure("status");
        if (root["conditions"] is not JsonArray conditions)
        {
            root["conditions"] = conditions = [];
        }

        var old = conditions.OfType<JsonObject>().FirstOrDefault(c => c.Text("type") == type);
        var condition = new JsonObject { ["type"] = type };
        if (generation is not null)
        {
            condition["observedGeneration"] = generation;
        }

        condition["status"] = status;
        condition["lastProbeTime"] = null;
        condition["lastTransitionTime"] = old.Text("status") == status ? old.Text("lastTransitionTime") : now.ToStamp();
        if (reason is not null)
        {
            condition["reason"] = reason;
            condition["message"] = message;
        }

        var all = conditions.OfType<JsonObject>().Where(c => c.Text("type") != type).Select(c => c.Copy()).Append(condition)
            .OrderBy(c => Array.IndexOf(Order, c.Text("type"))).ToJsonArray();
        root["conditions"] = all;
    }

    /// <summary>Phase, conditions and containers.</summary>
    public static void Set(JsonObject pod, PodReport report, DateTimeOffset now, string hostAddress, string podAddress)
    {
        var generation = pod.Number("metadata", "generation");
        var status = pod.Ensure("status");
        status["observedGeneration"] = generation;
        status["phase"] = report.Phase;
        var inits = pod.Items("spec", "initContainers").ToArray();
        var mains = pod.Items("spec", "containers").Select(c => (Container: c, State: report.Of(c, inits.Length))).ToArray();
        Conditions(pod, report, inits, [.. mains.Where(m => !m.State.Ready).Select(m => m.Container.Text("name")!)], now);
        status["hostIP"] = hostAddress;
        status["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = hostAddress });
        status["podIP"] = podAddress;
        status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = podAddress });
        status.Default("startTime", now.ToStamp());
        if (inits.Length > 0)
        {
            status["initContainerStatuses"] = inits.Select((c, i) => (JsonNode?)Container(pod, c, "initContainerStatuses", report.OfInit(c, i), now, isReady: i < report.InitsDone)).ToJsonArray();
        }

        status["containerStatuses"] = mains.Select(m => (JsonNode?)Container(pod, m.Container, "containerStatuses", m.State, now, m.State.Ready)).ToJsonArray();
    }

    private static void Conditions(JsonObject pod, PodReport report, JsonObject[] inits, string[] unready, DateTimeOffset now)
    {
        var generation = pod.Number("metadata", "generation");
        var (reason, message) = report.Phase == "Succeeded" ? ("PodCompleted", "containers with unready status: []")
            : report.Phase == "Failed" ? ("PodFailed", "containers with unready status: []")
            : unready.Length == 0 ? (null, null)
            : ("ContainersNotReady", (string?)$"containers with unready status: [{string.Join(' ', unready)}]");
        var ready = reason is null ? "True" : "False";
        SetCondition(pod, "PodReadyToStartContainers", report.Phase is "Succeeded" or "Failed" ? "False" : "True", now, null, null, generation);
        if (report.InitsDone < inits.Length)
        {
            var incomplete = string.Join(' ', inits.Skip(report.InitsDone).Select(c => c.Text("name")));
            SetCondition(pod, "Initialized", "False", now, "ContainersNotInitialized", $"containers with incomplete status: [{incomplete}]", generation);
        }
        else
        {
            SetCondition(pod, "Initialized", "True", now, null, null, generation);
        }

        SetCondition(pod, "ContainersReady", ready, now, reason, message, generation);
        SetCondition(pod, "Ready", ready, now, reason, message, generation);
    }

    private static JsonObject Container(JsonObject pod, JsonObject container, string list, ContainerState state, DateTimeOffset now, bool isReady)
    {
        var name = container.Text("name");
        var image = container.Text("image");
        var old = pod.Items("status", list).FirstOrDefault(c => c.Text("name") == name);
        var restarts = (old.Number("restartCount") ?? 0) + (state.IsRestart ? 1 : 0);
        var id = $"fake://{pod.Text("metadata", "uid")}-{name}-{restarts}";
        var started = old.Text("state", "running", "startedAt") ?? old.Text("state", "terminated", "startedAt") ?? now.ToStamp();
        var last = old.Object("lastState")?.Copy() ?? [];
        if (old.Object("state", "terminated") is { } before && state.Kind != "terminated")
        {
            last = new JsonObject { ["terminated"] = before.DeepClone() };
        }

        JsonObject shown = state.Kind switch
        {
            "running" => new() { ["startedAt"] = state.IsRestart ? now.ToStamp() : started },
            "waiting" => state.Message is null ? new() { ["reason"] = state.Reason } : new() { ["reason"] = state.Reason, ["message"] = state.Message },
            _ => new()
            {
                ["exitCode"] = state.ExitCode, ["reason"] = state.Reason, ["startedAt"] = started,
                ["finishedAt"] = old.Text("state", "terminated", "finishedAt") ?? now.ToStamp(), ["containerID"] = id,
            },
        };
        var result = new JsonObject
        {
            ["name"] = name, ["state"] = new JsonObject { [state.Kind] = shown }, ["lastState"] = last, ["ready"] = isReady, ["restartCount"] = restarts, ["image"] = image,
            ["imageID"] = state.HasImage ? "fake://sha256/" + image : "",
        };
        if (state.HasImage)
        {
            result["containerID"] = id;
        }

        result["started"] = state.Kind == "running" && state.IsStarted;
        return result;
    }
}
