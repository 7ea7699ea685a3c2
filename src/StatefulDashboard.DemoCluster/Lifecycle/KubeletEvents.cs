using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>What a kubelet tells in Events, in its words (kubernetes pkg/kubelet/events). What goes well is told only where <see cref="PodDelays.TellsStarts"/>.</summary>
internal sealed class KubeletEvents(ObjectApi objects, PodDelays delays)
{
    private readonly EventRecorder events = new(objects, "kubelet");

    public void Starts(StoredObject pod, JsonObject container, bool isRestart = false)
    {
        if (delays.TellsStarts)
        {
            var image = container.Text("image");
            events.Normal(pod, "Pulled", isRestart || container.Text("imagePullPolicy") != "Always"
                ? $"Container image \"{image}\" already present on machine and can be accessed by the pod" : $"Successfully pulled image \"{image}\"");
            events.Normal(pod, "Created", "Container created");
            events.Normal(pod, "Started", "Container started");
        }
    }

    public void Stops(StoredObject pod)
    {
        if (delays.TellsStarts)
        {
            foreach (var container in pod.Root.Items("status", "containerStatuses").Where(c => c.At("state", "running") is not null))
            {
                events.Normal(pod, "Killing", $"Stopping container {container.Text("name")}");
            }
        }
    }

    public void CannotPull(StoredObject pod, JsonObject container, string why)
    {
        var image = container.Text("image");
        events.Normal(pod, "Pulling", $"Pulling image \"{image}\"");
        events.Warning(pod, "Failed", $"Failed to pull image \"{image}\": {why}");
        events.Warning(pod, "Failed", "Error: ErrImagePull");
    }

    public void PullsLater(StoredObject pod, JsonObject container)
    {
        events.Normal(pod, "BackOff", $"Back-off pulling image \"{container.Text("image")}\"");
        events.Warning(pod, "Failed", "Error: ImagePullBackOff");
    }

    public void RestartsLater(StoredObject pod, JsonObject container)
        => events.Warning(pod, "BackOff", $"Back-off restarting failed container {container.Text("name")} in pod {pod.Name}_{pod.Namespace}({pod.Uid})");

    public void ProbeFails(StoredObject pod, JsonObject container, string probe)
    {
        var declared = container.Object($"{char.ToLowerInvariant(probe[0])}{probe[1..]}Probe");
        var address = pod.Root.Text("status", "podIP") ?? "127.0.0.1";
        var why = declared.At("httpGet") is not null ? "HTTP probe failed with statuscode: 503"
            : declared.At("tcpSocket") is { } socket ? $"dial tcp {address}:{socket.Number("port") ?? 0}: connect: connection refused"
            : declared.At("grpc") is not null ? "service unhealthy (responded with \"NOT_SERVING\")"
            : declared is null ? null : "command failed";
        if (why is not null)
        {
            events.Warning(pod, "Unhealthy", $"{probe} probe failed: {why}");
        }
    }

    public void KillsFor(StoredObject pod, JsonObject container, string probe)
        => events.Normal(pod, "Killing", $"Container {container.Text("name")} failed {probe} probe, will be restarted");
}
