using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning;

/// <summary>
/// What a safe deletion will do. Keep means keep: before the first pod stops, nothing may be left that would take a claim along. Pure.
/// </summary>
public static class DeletionPlanner
{
    public static ActionPlan Plan(StatefulSetOverview set, DeletionIntent intent)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(intent);
        var refusal = DeletionRefusals.Of(set, intent);
        if (refusal is not null)
        {
            return new(ActionKind.Deletion, set.Name, set.Uid, set.Generation, [], [], [], refusal, [], []);
        }

        var changes = new DeletionChanges(set, intent);
        return new(
            ActionKind.Deletion, set.Name, set.Uid, set.Generation, changes.Steps, changes.Consequences, DeletionHazards.Of(set, intent, changes), null,
            DeletionCommands.Kubectl(set, intent, changes), DeletionCommands.Requests(set, intent, changes));
    }
}
