using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>What a kubelet has to say about a pod at one moment.</summary>
/// <param name="Phase">The pod's phase.</param>
/// <param name="Afflicted">The container that is in <paramref name="State"/>; null when all are.</param>
/// <param name="State">Its state.</param>
/// <param name="InitsDone">How many init containers are through; less than all while the pod initializes.</param>
internal sealed record PodReport(string Phase, string? Afflicted, ContainerState State, int InitsDone)
{
    /// <summary>The state of an init container, by its place.</summary>
    public ContainerState OfInit(JsonObject container, int index)
        => index > InitsDone ? ContainerState.Initializing()
            : index == InitsDone ? container.Text("name") == Afflicted ? State : ContainerState.Initializing()
            : !IsSidecar(container) ? ContainerState.Ended(0, "Completed")
            : Phase is "Succeeded" or "Failed" ? ContainerState.Ended(0, "Completed") : ContainerState.Running(ready: true);

    /// <summary>The state of a main container.</summary>
    public ContainerState Of(JsonObject container, int inits)
        => InitsDone < inits ? ContainerState.Initializing()
            : Afflicted is null || container.Text("name") == Afflicted ? State
            : ContainerState.Running(ready: true);

    /// <summary>An init container that runs on beside the others.</summary>
    public static bool IsSidecar(JsonObject container) => container.Text("restartPolicy") == "Always";
}
