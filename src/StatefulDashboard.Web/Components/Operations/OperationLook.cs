using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Components.Operations;

/// <summary>How an operation looks, and what can be told to it in each state.</summary>
internal static class OperationLook
{
    public static (string Class, string Sign) Of(OperationState state) => state switch
    {
        OperationState.Running => ("busy", "◔"),
        OperationState.WaitingForApproval => ("wait", "?"),
        OperationState.Held => ("bad", "!"),
        OperationState.Paused => ("gone", "‖"),
        OperationState.Aborting => ("wait", "↶"),
        OperationState.Done => ("ok", "✓"),
        OperationState.Aborted => ("gone", "–"),
        _ => ("bad", "✕"),
    };

    /// <summary>The likeliest first.</summary>
    public static OperationCommand[] Commands(Operation operation) => operation switch
    {
        { State: OperationState.Running } => [OperationCommand.Pause, OperationCommand.Abort],
        { State: OperationState.WaitingForApproval } => [OperationCommand.Approve, OperationCommand.Pause, OperationCommand.Abort],
        { State: OperationState.Held, Rollout.IsAborting: true } => [OperationCommand.Retry, OperationCommand.Pause],
        { State: OperationState.Held } => [OperationCommand.Retry, OperationCommand.Pause, OperationCommand.Abort],
        { State: OperationState.Paused, Rollout.IsAborting: true } => [OperationCommand.Resume],
        { State: OperationState.Paused } => [OperationCommand.Resume, OperationCommand.Abort],
        { State: OperationState.Aborting } => [OperationCommand.Pause],
        _ => [],
    };
}
