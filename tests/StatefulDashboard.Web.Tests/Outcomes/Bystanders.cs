using System.Collections.Immutable;
using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>
/// Looks after the pods and claims of which a plan says nothing: nothing may happen to them, unless it was under way before and would have
/// happened without the plan as well.
/// </summary>
internal sealed class Bystanders(ActionPlan plan, Moment before, Moment after)
{
    private readonly StatefulSetOverview set = before.Set!;
    private readonly HashSet<string> named = 
    [
        .. plan.Consequences.Select(consequence => consequence.Name),
        .. plan.Hazards.Where(hazard => hazard.Text.Code == StatementCode.HazardClaimOpen).Select(hazard => hazard.Text.Arguments[0]), // the plan says that it does not know
    ];

    public void Look(List<string> wrong)
    {
        foreach (var name in Changed(before.Pods, after.Pods))
        {
            if (OrdinalName.OfPodIn(RandomWorld.Set, name) is { } ordinal && !IsUnderWay(set.Slot(ordinal), name))
            {
                wrong.Add($"{name} was touched ({Fate(before.Pods, after.Pods, name)}), and the plan says nothing of it.");
            }
        }

        foreach (var name in Changed(before.Claims, after.Claims))
        {
            if (!IsClaimUnderWay(name))
            {
                wrong.Add($"The claim {name} was touched ({Fate(before.Claims, after.Claims, name)}), and the plan says nothing of it.");
            }
        }
    }

    private IEnumerable<string> Changed(ImmutableDictionary<string, Known> from, ImmutableDictionary<string, Known> to) =>
        from.Keys.Union(to.Keys).Where(name => !named.Contains(name) && (from.GetValueOrDefault(name)?.Uid, from.GetValueOrDefault(name)?.IsTerminating) != (to.GetValueOrDefault(name)?.Uid, to.GetValueOrDefault(name)?.IsTerminating))
            .Order(StringComparer.Ordinal);

    private static string Fate(ImmutableDictionary<string, Known> from, ImmutableDictionary<string, Known> to, string name) =>
        (from.GetValueOrDefault(name), to.GetValueOrDefault(name)) switch
        {
            (null, _) => "made",
            (_, null) => "gone",
            var (was, isNow) when was.Uid != isNow.Uid => "replaced",
            _ => "being deleted",
        };

    private bool IsUnderWay(OrdinalSlot? slot, string name) =>
        slot is not null
        && (slot.Position is OrdinalPosition.Missing or OrdinalPosition.Condemned
            || slot.State is OrdinalState.Terminating or OrdinalState.Failed
            || before.Pods.GetValueOrDefault(name)?.IsOnDeadNode == true
            || set.IsRollingUpdate && slot.InRange && slot.Ordinal >= set.FirstUpdatedOrdinal && slot.Revision != set.UpdateRevision && SaysRollout);

    // one that is under way goes on when a pod is deleted, most of all when it is the one that blocked it
    private bool SaysRollout => plan.Kind == ActionKind.PodDeletion || plan.Hazards.Any(hazard => hazard.Text.Code is StatementCode.HazardRolloutUnderWay or StatementCode.HazardTrap);

    private bool IsClaimUnderWay(string name)
    {
        var isThere = before.Claims.TryGetValue(name, out var was);
        if (was?.IsTerminating == true)
        {
            return true; // it goes, and may be made anew
        }

        // a former scale-down takes it along
        if (set.Slots.Any(slot => slot.Position == OrdinalPosition.Condemned && slot.Claims.Any(claim => claim.Name == name && claim.GoesWithPod)))
        {
            return true;
        }

        // what the range lacks is made anyway
        return !isThere && set.Slots.Any(slot => slot.InRange && slot.Claims.Any(claim => claim.Name == name))
            || !isThere && name.Contains(RandomWorld.Neighbour + "-", StringComparison.Ordinal);
    }
}
