using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning.Hazards;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What deleting one pod of a set will do: it comes back under its name, with its claims, on the revision that its ordinal gets now. Pure.</summary>
public static class PodDeletionPlanner
{
    public static ActionPlan Plan(StatefulSetOverview set, PodDeletionIntent intent)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(intent);
        var slot = set.Slots.FirstOrDefault(slot => slot.HasPod && string.Equals(slot.PodName, intent.PodName, StringComparison.Ordinal));
        if (Refusal(set, slot, intent) is { } refusal)
        {
            return new(ActionKind.PodDeletion, set.Name, set.Uid, set.Generation, [], [], [], refusal, [], []);
        }

        ClaimBinding[] claims = [.. slot!.Claims.Where(claim => claim.Exists)];
        ClaimBinding[] lost = [.. claims.Where(claim => ClaimFate.GoesWithPod(set, slot, claim))];
        return new(
            ActionKind.PodDeletion, set.Name, set.Uid, set.Generation, Steps(set, slot, lost), Consequences(slot, claims, lost), Hazards(set, slot, lost), null,
            [new KubectlText(set.Name).Delete("pod", slot.PodName)], [Request(set, slot)]);
    }

    private static Statement? Refusal(StatefulSetOverview set, OrdinalSlot? slot, PodDeletionIntent intent) =>
        set.Phase == StatefulSetPhase.Deleting ? Statement.Of(StatementCode.PlanDeleting, set.Name.Name)
        : set.Phase == StatefulSetPhase.Unknown ? Statement.Of(StatementCode.PlanUnread, string.Join(", ", set.Unread.Resources()))
        : slot is null ? Statement.Of(StatementCode.PodGone, intent.PodName)
        : !string.Equals(slot.PodUid, intent.PodUid, StringComparison.Ordinal) ? Statement.Of(StatementCode.PodMadeAnew, slot.PodName)
        : slot.IsTerminating ? Statement.Of(StatementCode.PodStopping, slot.PodName)
        : null;

    private static ValueList<PlanStep> Steps(StatefulSetOverview set, OrdinalSlot slot, ClaimBinding[] lost)
    {
        List<PlanStep> steps = [new(slot.Ordinal, Statement.Of(StatementCode.StepPodStops, slot.PodName))];
        steps.AddRange(lost.Select(claim => new PlanStep(slot.Ordinal, Statement.Of(StatementCode.StepDeleteClaim, claim.Name))));
        if (!slot.InRange)
        {
            steps.Add(new(slot.Ordinal, Statement.Of(StatementCode.StepPodStaysAway, slot.PodName)));
            return steps.ToValueList();
        }

        var missing = slot.Claims.Where(claim => claim.Phase == ClaimBinding.MissingPhase).Concat(lost);
        steps.AddRange(missing.Select(claim => new PlanStep(slot.Ordinal, Statement.Of(StatementCode.StepCreateClaim, claim.Name))));
        steps.Add(new(slot.Ordinal, Statement.Of(StatementCode.StepPodComesBack, slot.PodName, slot.RevisionIfMadeNow)));
        return steps.ToValueList();
    }

    private static ValueList<Consequence> Consequences(OrdinalSlot slot, ClaimBinding[] claims, ClaimBinding[] lost) =>
        claims.Select(claim => lost.Contains(claim)
                ? new Consequence(ConsequenceKind.Deleted, slot.Ordinal, "PersistentVolumeClaim", claim.Name, ClaimTexts.Of(ClaimTexts.Gone(claim), claim))
                : new Consequence(ConsequenceKind.Kept, slot.Ordinal, "PersistentVolumeClaim", claim.Name, ClaimTexts.Of(StatementCode.ClaimStays, claim)))
            .Prepend(slot.InRange
                ? new(ConsequenceKind.Replaced, slot.Ordinal, "Pod", slot.PodName, Statement.Of(StatementCode.PodReplaced, slot.PodName))
                : new(ConsequenceKind.Deleted, slot.Ordinal, "Pod", slot.PodName, Statement.Of(StatementCode.PodTakenDown, slot.PodName)))
            .Concat(slot.Claims.Where(claim => slot.InRange && claim.Phase == ClaimBinding.MissingPhase).Select(claim => ClaimTexts.Made(slot, claim)))
            .ToValueList();

    private static ValueList<Hazard> Hazards(StatefulSetOverview set, OrdinalSlot slot, ClaimBinding[] lost)
    {
        // what waits for a pod with a fault is told of this pod alone: HazardMadeOnlyAfter
        List<Hazard> hazards = [.. Common(set, slot)];
        if (lost.Length > 0)
        {
            hazards.Add(new(Severity.Danger, Statement.Of(StatementCode.HazardClaimsGoWithPods, string.Join(", ", lost.Select(claim => claim.Name)), SizeText.Of(lost))));
        }
        else if (!set.IsRead(UnreadKinds.PersistentVolumeClaims) && set.ClaimTemplates.Count > 0)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardClaimsUnread)));
        }

        if (slot.InRange)
        {
            AddReturn(set, slot, hazards);
        }
        else
        {
            hazards.Add(new(Severity.Note, Statement.Of(StatementCode.HazardPodCondemned, slot.PodName)));
        }

        return hazards.OrderByDescending(hazard => hazard.Severity).ToValueList();
    }

    private static IEnumerable<Hazard> Common(StatefulSetOverview set, OrdinalSlot slot)
    {
        var down = slot is { InRange: true, Ready: true } ? 1 : 0;
        return CommonHazards.Of(set, new(
            WritesReplicas: false, WritesTemplate: false, WritesPartition: false, DeletesSet: false,
            PodsDownAtOnce: down, MembersLeft: set.ReadyReplicas - down, TargetReplicas: set.Replicas))
            .Where(hazard => !IsAboutItself(slot, hazard))
            .Select(hazard => hazard.Text.Code == StatementCode.HazardFaultWaits ? hazard with { Text = hazard.Text with { Code = StatementCode.HazardFault } } : hazard);
    }

    // that this pod is broken is why it is deleted
    private static bool IsAboutItself(OrdinalSlot slot, Hazard hazard) =>
        hazard.Text.Code is StatementCode.HazardTrap or StatementCode.HazardFault or StatementCode.HazardFaultWaits && hazard.Text.Arguments.Contains(slot.PodName);

    private static void AddReturn(StatefulSetOverview set, OrdinalSlot slot, List<Hazard> hazards)
    {
        if (slot.Available)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardHealthyPod, slot.PodName)));
        }

        if (set.Phase == StatefulSetPhase.Blocked && set.Explanation.Subject == slot.PodName)
        {
            hazards.Add(new(Severity.Note, Statement.Of(StatementCode.HazardRightPod, slot.PodName, slot.RevisionIfMadeNow)));
        }
        else if (slot.IsOutdated)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardOtherRevision, slot.PodName, slot.Revision, slot.RevisionIfMadeNow)));
        }
        else if (slot is { Ready: false, Fault: { } fault })
        {
            hazards.Add(new(Severity.Note, Statement.Of(StatementCode.HazardSameFault, slot.PodName, fault)));
        }

        if (set.IsOrdered && set.Slots.FirstOrDefault(lower => lower.InRange && lower.Ordinal < slot.Ordinal && (!lower.Available || lower.IsTerminating)) is { } first)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardMadeOnlyAfter, slot.PodName, first.PodName)));
        }
    }

    private static PlannedRequest Request(StatefulSetOverview set, OrdinalSlot slot) => new(
        "DELETE", ResourceKinds.Pods.ObjectPath(new(set.Name.Namespace, slot.PodName)),
        new JsonObject { ["kind"] = "DeleteOptions", ["apiVersion"] = "v1", ["preconditions"] = new JsonObject { ["uid"] = slot.PodUid } }.ToJsonString());
}
