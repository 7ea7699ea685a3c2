using System.Globalization;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning.Hazards;

/// <summary>How the pods are made and where they are.</summary>
internal static class TemplateHazards
{
    /// <summary>Kubernetes gives 30 s where nothing is said; below this few stores can hand over and write their last.</summary>
    private const int ShortGraceSeconds = 5;

    public static IEnumerable<Hazard> Of(StatefulSetOverview set, ActionEffect effect)
    {
        if (effect.PodsDownAtOnce > 0)
        {
            switch (set.Facts.TerminationGracePeriodSeconds)
            {
                case null or <= 0:
                    yield return new(Severity.Caution, Statement.Of(StatementCode.HazardNoGrace));
                    break;
                case < ShortGraceSeconds and var seconds:
                    yield return new(Severity.Note, Statement.Of(StatementCode.HazardShortGrace, seconds.ToString(CultureInfo.InvariantCulture)));
                    break;
            }
        }

        OrdinalSlot[] placed = [.. set.Slots.Where(slot => slot.InRange && slot.HasPod && slot.Node.Length > 0)];
        if (effect is { DeletesSet: false, Writes: true, TargetReplicas: > 1 } && placed.Length > 1 && set.Facts.NodeCount == 1)
        {
            yield return new(Severity.Note, Statement.Of(StatementCode.HazardOneNode, placed[0].Node, placed.Length.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
