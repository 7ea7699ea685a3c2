namespace StatefulDashboard.Kubernetes.Client;

/// <summary>What is right after a conflict.</summary>
public enum ConflictDecision
{
    /// <summary>With the newer resourceVersion: nothing that was planned upon has changed.</summary>
    TryAgain,

    /// <summary>The object is gone: plan again.</summary>
    Gone,

    /// <summary>Another object bears the name: plan again.</summary>
    Replaced,

    /// <summary>Somebody changed the spec, or the kind has no generation that could tell: plan again.</summary>
    Changed,

    /// <summary>The status moves faster than we write: plan again.</summary>
    TriesUsedUp,
}
