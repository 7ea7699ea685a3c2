using System.Globalization;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning.Hazards;

/// <summary>Stores whose members vote.</summary>
internal static class QuorumHazards
{
    public static IEnumerable<Hazard> Of(StatefulSetOverview set, ActionEffect effect)
    {
        if (set.Facts.Quorum is not { } quorum)
        {
            yield break;
        }

        // a single member has no majority to lose, and where it is lost already an action that takes no Ready member loses nothing
        if (quorum.Size > 1 && effect.MembersLeft < quorum.Majority && effect.MembersLeft < set.ReadyReplicas)
        {
            yield return new(
                Severity.Danger,
                Statement.Of(StatementCode.HazardQuorumLost, Number(effect.MembersLeft), Number(quorum.Size), Number(quorum.Majority), quorum.Evidence),
                effect.TargetReplicas == 0 ? null : Statement.Of(StatementCode.GoOnQuorum, Number(quorum.Majority)));
        }

        if (effect is { WritesReplicas: true, DeletesSet: false, TargetReplicas: > 0 } && effect.TargetReplicas % 2 == 0)
        {
            yield return new(Severity.Note, Statement.Of(StatementCode.HazardQuorumEven, Number(effect.TargetReplicas), Number(effect.TargetReplicas - 1), quorum.Evidence));
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
