namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>The state of a container as its kubelet reports it.</summary>
internal sealed record ContainerState(
    string Kind, string? Reason = null, string? Message = null, int ExitCode = 0, bool Ready = false, bool HasImage = true, bool IsRestart = false, bool IsStarted = true)
{
    public static ContainerState Running(bool ready, bool isRestart = false, bool isStarted = true) => new("running", Ready: ready, IsRestart: isRestart, IsStarted: isStarted);

    public static ContainerState Ended(int exitCode, string reason) => new("terminated", reason, ExitCode: exitCode);

    public static ContainerState Waiting(string reason, string? message, bool hasImage) => new("waiting", reason, message, HasImage: hasImage);

    /// <summary>Not begun: the containers before it are not through.</summary>
    public static ContainerState Initializing() => new("waiting", "PodInitializing", HasImage: false);
}
