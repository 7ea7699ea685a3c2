namespace StatefulDashboard.Domain.Overview;

/// <summary>How a container ended the last time.</summary>
/// <param name="Reason">"OOMKilled", "Error", "Completed"; empty where the kubelet does not say.</param>
/// <param name="ExitCode">128 + n for signal n.</param>
public sealed record ContainerEnd(string Container, string Reason, int ExitCode, DateTimeOffset? FinishedAt)
{
    /// <summary>The kernel ended it: it wanted more memory than its limit.</summary>
    public bool IsOutOfMemory => Reason == "OOMKilled";
}
