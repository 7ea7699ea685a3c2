using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Operations;

/// <summary>What comes next in an operation, decided from its record and from what the cluster is now.</summary>
public abstract record OperationMove
{
    private OperationMove()
    {
    }

    /// <summary>The record changes: a step is done, or the state is another one. Nothing else is written.</summary>
    public sealed record Note(Operation Operation) : OperationMove;

    /// <summary>This is sent, and its outcome noted; then the question is asked again.</summary>
    public sealed record Send(StepWrite Write) : OperationMove;

    /// <summary>Nothing is to be done until the cluster changes.</summary>
    /// <param name="At">When time alone may change the answer; null: never.</param>
    public sealed record Wait(Statement Reason, DateTimeOffset? At = null) : OperationMove;
}
