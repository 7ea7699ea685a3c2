namespace StatefulDashboard.Domain.Overview;

/// <summary>What a pod's revision is to its set. Where current and update are the same revision, it is Current.</summary>
public enum RevisionRole
{
    None,
    Current,
    Update,

    /// <summary>Neither the current nor the update revision.</summary>
    Other,
}
