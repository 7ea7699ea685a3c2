using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Components.StatefulSets;

/// <summary>How states look: a colour and, since colour alone tells nobody enough, a sign.</summary>
internal static class Appearance
{
    public static (string Class, string Sign) Of(StatefulSetPhase phase) => phase switch
    {
        StatefulSetPhase.Steady => ("ok", "✓"),
        StatefulSetPhase.HeldAtPartition => ("old", "▮"),
        StatefulSetPhase.WaitingForDeletion => ("wait", "!"),
        StatefulSetPhase.Blocked or StatefulSetPhase.Stalled => ("bad", "✕"),
        StatefulSetPhase.Unknown => ("wait", "?"),
        StatefulSetPhase.Degraded => ("wait", "!"),
        StatefulSetPhase.Deleting => ("gone", "–"),
        _ => ("busy", "◔"),
    };

    public static (string Class, string Sign) Of(OrdinalSlot slot) => slot switch
    {
        { Fault: not null } => ("bad", "✕"),
        { State: OrdinalState.Available } => ("ok", "✓"),
        { State: OrdinalState.Failed } => ("bad", "✕"),
        { State: OrdinalState.NotReady } => ("wait", "!"),
        { State: OrdinalState.Unknown } => ("gone", "?"),
        { State: OrdinalState.Missing or OrdinalState.Terminating } => ("gone", "–"),
        _ => ("busy", "◔"),
    };

    public static string Of(RevisionRole role) => role switch
    {
        RevisionRole.Current => "old",
        RevisionRole.Update => "new",
        RevisionRole.Other => "bad",
        _ => "gone",
    };

    public static string Of(Severity severity) => severity switch
    {
        Severity.Danger => "bad",
        Severity.Caution => "wait",
        _ => "gone",
    };

    public static string Sign(Severity severity) => severity switch
    {
        Severity.Danger => "✕",
        Severity.Caution => "!",
        _ => "i",
    };
}
