namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>What the player of scenarios is doing.</summary>
public enum LabPhase
{
    /// <summary>Nothing was started yet.</summary>
    Idle,

    /// <summary>What an earlier run left is being deleted.</summary>
    Clearing,

    /// <summary>A step was done and what it brings about is waited for.</summary>
    Waiting,

    /// <summary>Between two steps; the next comes by itself.</summary>
    Resting,

    /// <summary>Between two steps; the next comes when somebody asks for it.</summary>
    Paused,

    /// <summary>The last step has come about.</summary>
    Finished,

    /// <summary>A step was refused, or did not come about in time.</summary>
    Failed,
}

/// <summary>Where the player is, the same for everybody who looks.</summary>
/// <param name="Scenario">The id of the scenario that is played or was played last.</param>
/// <param name="Phase">What the player is doing.</param>
/// <param name="Step">The index of the step that is done now or was done last; -1 before the first.</param>
/// <param name="IsPlaying">Whether the next step comes by itself.</param>
/// <param name="Since">When this phase began.</param>
/// <param name="Message">Why it failed; null where nothing was refused.</param>
/// <param name="Waiting">The first of the conditions that does not hold yet; stays when its time is over.</param>
public sealed record LabState(string? Scenario, LabPhase Phase, int Step, bool IsPlaying, DateTimeOffset Since, string? Message, LabWaiting? Waiting = null)
{
    /// <summary>How many steps have come about.</summary>
    public int Done => Phase is LabPhase.Waiting or LabPhase.Failed or LabPhase.Clearing ? Math.Max(0, Step) : Step + 1;
}
