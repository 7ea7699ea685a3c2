using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Tests.Components;

/// <summary>Overviews made by hand for components: short to say in a test.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public static OrdinalSlot Slot(
        int ordinal,
        OrdinalState state = OrdinalState.Available,
        OrdinalPosition position = OrdinalPosition.Replica,
        RevisionRole role = RevisionRole.Current,
        string? fault = null,
        string? faultMessage = null,
        string node = "node-a") => new(
            ordinal, "web-" + ordinal, position, state, state is OrdinalState.Available or OrdinalState.Ready, state == OrdinalState.Available, "uid-" + ordinal, Now, null, null, null,
            position is OrdinalPosition.Replica or OrdinalPosition.Condemned ? "web-old" : "", role, "web-old", node, "z1", "10.0.0." + ordinal, 0, fault, faultMessage,
            [new("www-web-" + ordinal, "www", "Bound", "1Gi", "1Gi", "standard", "pv-" + ordinal, "Delete", IsTerminating: false, LeftBehind: position == OrdinalPosition.LeftBehind, Now, "")],
            new("web-" + ordinal + ".nginx", "web-" + ordinal + ".nginx.db.svc.cluster.local", ["10.0.0." + ordinal], PublishedVerdict.Published));

    public static StatefulSetOverview Set(int replicas = 3, int start = 0, int partition = 0, StatefulSetPhase phase = StatefulSetPhase.Steady, params OrdinalSlot[] slots)
    {
        OrdinalSlot[] all = slots.Length > 0 ? slots : [.. Enumerable.Range(start, replicas).Select(ordinal => Slot(ordinal))];
        return new(
            new("db", "web"), "set-uid", "7", 3, IsObserved: true, Now, phase, new(Statement.Of(StatementCode.Steady, "3"), []), [], [], null,
            replicas, start, partition, "RollingUpdate", "OrderedReady", 0, "Retain", "Retain", "web-old", partition > 0 ? "web-new" : "web-old", "nginx",
            replicas, replicas, replicas, [new("www", "1Gi", "standard")], [], all.ToValueList());
    }
}
