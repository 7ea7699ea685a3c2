namespace StatefulDashboard.Domain.Overview;

public enum OrdinalState
{
    /// <summary>There is no pod.</summary>
    Missing,

    /// <summary>The pod has no node yet.</summary>
    Pending,

    /// <summary>On a node, its containers have not all started.</summary>
    Starting,

    /// <summary>Running, and not Ready.</summary>
    NotReady,

    /// <summary>Ready for less than minReadySeconds.</summary>
    Ready,

    Available,
    Terminating,

    /// <summary>The pod has ended; the controller deletes it and makes it again.</summary>
    Failed,

    /// <summary>The pods cannot be read.</summary>
    Unknown,
}
