using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Tables;

/// <summary>The derived cells of a pod's row.</summary>
internal static class PodCells
{
    public static string Ready(JsonObject pod)
        => $"{pod.Items("status", "containerStatuses").Count(c => c.Flag("ready"))}/{pod.Items("spec", "containers").Count()}";

    public static string Status(JsonObject pod)
    {
        var reason = pod.Text("status", "reason") ?? pod.Text("status", "phase") ?? "Unknown";
        var running = false;
        foreach (var container in pod.Items("status", "containerStatuses").Reverse())
        {
            if (container.Text("state", "waiting", "reason") is { Length: > 0 } waiting)
            {
                reason = waiting;
            }
            else if (container.Object("state", "terminated") is { } ended)
            {
                reason = ended.Text("reason") is { Length: > 0 } why ? why : $"ExitCode:{ended.Number("exitCode")}";
            }
            else if (container.Flag("ready") && container.At("state", "running") is not null)
            {
                running = true;
            }
        }

        if (reason == "Completed" && running)
        {
            reason = pod.Items("status", "conditions").Any(c => c.Text("type") == "Ready" && c.Text("status") == "True") ? "Running" : "NotReady";
        }

        return pod.At("metadata", "deletionTimestamp") is not null && pod.Text("status", "phase") is not ("Succeeded" or "Failed") ? "Terminating" : reason;
    }

    public static string ReadinessGates(JsonObject pod)
    {
        var gates = pod.Items("spec", "readinessGates").Select(g => g.Text("conditionType")).ToArray();
        var met = gates.Count(g => pod.Items("status", "conditions").Any(c => c.Text("type") == g && c.Text("status") == "True"));
        return gates.Length == 0 ? "<none>" : $"{met}/{gates.Length}";
    }

    public static string Restarts(JsonObject pod, DateTimeOffset now)
    {
        var count = pod.Items("status", "containerStatuses").Sum(c => c.Number("restartCount") ?? 0);
        var last = pod.Items("status", "containerStatuses").Select(c => Stamps.FromStamp(c.Text("lastState", "terminated", "finishedAt"))).Max();
        return count > 0 && last is { } time ? $"{count} ({Durations.Human(now - time)} ago)" : count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
