namespace StatefulDashboard.Domain.Operations;

public enum OperationState
{
    /// <summary>It goes on by itself: it does something, or waits for the cluster.</summary>
    Running,

    /// <summary>The gate is met; a person must say that it goes on.</summary>
    WaitingForApproval,

    /// <summary>It has stopped by itself, since something is wrong: it waits for a person, who retries, waits on or aborts.</summary>
    Held,

    /// <summary>A person has stopped it, or nobody is there in whose name it could go on.</summary>
    Paused,

    /// <summary>Of a rollout: the template is put back, and the pods follow.</summary>
    Aborting,

    /// <summary>At its end: all is done.</summary>
    Done,

    /// <summary>At its end: a person has ended it before all was done; <see cref="Operation.Reason"/> says where it stands.</summary>
    Aborted,

    /// <summary>At its end: it could not be done.</summary>
    Failed,
}
