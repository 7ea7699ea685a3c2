namespace StatefulDashboard.Domain.Planning;

public enum ActionKind
{
    Scale,
    Rollout,
    Deletion,

    /// <summary>One pod is deleted, to be made again.</summary>
    PodDeletion,

    /// <summary>A set that was deleted is made again from its receipt.</summary>
    Restoration,
}
