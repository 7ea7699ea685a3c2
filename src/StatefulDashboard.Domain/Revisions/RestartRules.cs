using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Revisions;

/// <summary>
/// What the pod of each ordinal would run if it were made again now. People find out only afterwards that a restart changes the
/// version, or does not (kubernetes/kubernetes #119685, #121534).
/// </summary>
internal static class RestartRules
{
    public static ValueList<Statement> Of(StatefulSetOverview set) => set.Slots
        .Where(slot => slot.InRange)
        .GroupBy(slot => (Runs: slot.HasPod ? slot.Revision : "", Gives: slot.RevisionIfMadeNow))
        .Select(group => Say(group.Key.Runs, group.Key.Gives, OrdinalText.Pods(set.Name.Name, group.Select(slot => slot.Ordinal))))
        .ToValueList();

    private static Statement Say(string runs, string gives, string pods) =>
        gives.Length == 0 ? Statement.Of(StatementCode.RestartUnknown, pods)
        : runs.Length == 0 ? Statement.Of(StatementCode.RestartMakes, pods, gives)
        : runs == gives ? Statement.Of(StatementCode.RestartKeeps, pods, gives)
        : Statement.Of(StatementCode.RestartChanges, pods, gives, runs);
}
