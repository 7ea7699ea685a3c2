namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>The state that all containers of a pod are in.</summary>
internal sealed record ContainerState(string Kind, string? Reason = null, string? Message = null, int ExitCode = 0, bool Ready = false, bool HasImage = true, bool IsRestart = false)
{
    public static ContainerState Running(bool ready, bool isRestart = false) => new("running", Ready: ready, IsRestart: isRestart);

    public static ContainerState Ended(int exitCode, string reason) => new("terminated", reason, ExitCode: exitCode);

    public static ContainerState Waiting(string reason, string message, bool hasImage) => new("waiting", reason, message, HasImage: hasImage);
}
