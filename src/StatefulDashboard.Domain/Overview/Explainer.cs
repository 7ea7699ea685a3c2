using System.Globalization;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>Puts a situation into sentences: what is waited for, since when, what comes after it.</summary>
internal sealed class Explainer(Situation situation, StatefulSetPhase phase)
{
    private readonly StatefulSetOverview set = situation.Set;
    private readonly List<Statement> details = [];

    public Explanation Explain() => phase switch
    {
        StatefulSetPhase.Unknown when !set.IsRead(UnreadKinds.StatefulSets) => Plain(StatementCode.SetUnread),
        StatefulSetPhase.Unknown => Plain(StatementCode.PodsUnread, Number(set.ReadyReplicas), Number(set.Replicas)),
        StatefulSetPhase.Deleting when !set.IsRead(UnreadKinds.Pods) => Plain(StatementCode.DeletingUnread),
        StatefulSetPhase.Deleting => Deleting(),
        StatefulSetPhase.Blocked => Blocked(situation.Trap!),
        StatefulSetPhase.Stalled => Stalled(PhaseRules.Obstacle(situation)!),
        StatefulSetPhase.HeldAtPartition => Held(),
        StatefulSetPhase.WaitingForDeletion => WaitingForDeletion(),
        StatefulSetPhase.Steady => set.Replicas == 0 ? Plain(StatementCode.ScaledToZero) : Plain(StatementCode.Steady, Number(set.Replicas)),
        _ => UnderWay(),
    };

    private Explanation UnderWay()
    {
        if (!set.IsOrdered && situation.Condemned.Count > 0)
        {
            return ParallelTakesDown();
        }

        if (!set.IsOrdered && situation.NotAvailable.Count > 0)
        {
            return ParallelWaits();
        }

        return situation.Decision switch
        {
            { Kind: DecisionKind.Create, Subject: { Fault: not null } slot } => About(StatementCode.CannotCreate, slot, slot.PodName),
            { Kind: DecisionKind.Create, Subject: { } slot } => About(StatementCode.Creating, slot, slot.PodName),
            { Kind: DecisionKind.Recreate, Subject: { } slot } => About(StatementCode.WaitsForRestart, slot, slot.PodName),
            { Kind: DecisionKind.WaitTermination or DecisionKind.WaitTakenDown, Subject: { } slot } => About(StatementCode.WaitsForTermination, slot, slot.PodName),
            { Kind: DecisionKind.WaitReady, Subject: { } slot } => About(StatementCode.WaitsForReady, slot, slot.PodName),
            { Kind: DecisionKind.WaitAvailable, Subject: { } slot } => About(StatementCode.WaitsForAvailable, slot, slot.PodName, Number(set.MinReadySeconds)),
            { Kind: DecisionKind.WaitBeforeScaleDown, Subject: { } slot } => About(StatementCode.WaitsBeforeScaleDown, slot, slot.PodName),
            { Kind: DecisionKind.TakeDown, Subject: { } slot } => About(StatementCode.TakesDown, slot, slot.PodName),
            { Kind: DecisionKind.Update, Subject: { } slot } => About(StatementCode.UpdatesPod, slot, slot.PodName, set.UpdateRevision),
            _ => Plain(StatementCode.Finishing, set.UpdateRevision),
        };
    }

    private Explanation ParallelWaits()
    {
        var subject = situation.NotAvailable.OrderBy(slot => slot.Since ?? DateTimeOffset.MaxValue).First();
        if (situation.Missing.FirstOrDefault(slot => slot.Fault is not null) is { } notMade)
        {
            AddFault(notMade);
        }

        AddUsual(subject);
        return new(Statement.Of(StatementCode.ParallelWaits, Situation.Names(situation.NotAvailable)), details.ToValueList(), subject.PodName, subject.Since, situation.Usual(subject));
    }

    // how its pods and claims fare: kubernetes pkg/controller/garbagecollector, and the retention policy
    private Explanation Deleting()
    {
        var code = set.Finalizers.Contains("orphan") ? StatementCode.DeletingOrphan
            : set.Finalizers.Contains("foregroundDeletion") ? StatementCode.DeletingForeground
            : StatementCode.Deleting;
        string[] others = [.. set.Finalizers.Where(name => name is not ("orphan" or "foregroundDeletion"))];
        if (others.Length > 0)
        {
            details.Add(Statement.Of(StatementCode.DeletingFinalizers, string.Join(", ", others)));
        }

        ClaimBinding[] claims = [.. set.Slots.SelectMany(slot => slot.Claims).Where(claim => claim.Exists)];
        var going = claims.Count(claim => claim.OwnerKinds.Contains("StatefulSet", StringComparison.Ordinal));
        if (claims.Length > 0)
        {
            details.Add(code == StatementCode.DeletingOrphan || going == 0
                ? Statement.Of(StatementCode.DeletingKeepsClaims, Number(claims.Length))
                : Statement.Of(StatementCode.DeletingTakesClaims, Number(going), Number(claims.Length - going)));
        }

        return Plain(code, Number(set.Slots.Count(slot => slot.HasPod)));
    }

    // nobody waits for anybody: all that are condemned are deleted at once, and those that are missing are made meanwhile
    private Explanation ParallelTakesDown()
    {
        if (situation.NotAvailable.Count > 0)
        {
            details.Add(Statement.Of(StatementCode.ParallelWaits, Situation.Names(situation.NotAvailable)));
        }

        var subject = situation.Condemned.OrderBy(slot => slot.Since ?? DateTimeOffset.MaxValue).First();
        return new(Statement.Of(StatementCode.ParallelTakesDown, Situation.Names(situation.Condemned)), details.ToValueList(), subject.PodName, subject.IsTerminating ? subject.Since : null);
    }

    private Explanation Blocked(OrdinalSlot trap)
    {
        AddFault(trap);
        details.Add(Statement.Of(StatementCode.DeleteToGoOn, trap.PodName));
        return new(
            Statement.Of(StatementCode.BlockedByPod, trap.PodName, trap.Revision, trap.RevisionIfMadeNow),
            details.ToValueList(), trap.PodName, trap.Since, situation.Usual(trap));
    }

    private Explanation Stalled(OrdinalSlot slot)
    {
        AddFault(slot);
        AddPendingClaims(slot);
        AddUsual(slot);
        AddAfter(slot);
        var headline = !slot.HasPod ? Statement.Of(StatementCode.CannotCreate, slot.PodName)
            : slot.IsTerminating ? Statement.Of(StatementCode.TerminatesTooLong, slot.PodName)
            : slot.Fault is { } fault ? Statement.Of(StatementCode.CannotStart, slot.PodName, fault)
            : Statement.Of(StatementCode.TakesTooLong, slot.PodName);
        return new(headline, details.ToValueList(), slot.PodName, slot.Since, situation.Usual(slot));
    }

    private Explanation Held()
    {
        OrdinalSlot[] updated = [.. situation.InRange.Where(slot => slot.HasPod && situation.IsUpdated(slot))];
        OrdinalSlot[] held = [.. situation.InRange.Where(slot => slot.HasPod && !situation.IsUpdated(slot))];
        details.Add(Statement.Of(StatementCode.StayOnCurrent, Situation.Names(held), set.CurrentRevision));
        return updated.Length == 0
            ? Plain(StatementCode.HeldNothing, Number(set.Partition), Number(set.Replicas))
            : Plain(StatementCode.Held, Number(set.Partition), Situation.Names(updated), set.UpdateRevision);
    }

    private Explanation WaitingForDeletion() =>
        Plain(StatementCode.WaitsForHand, Situation.Names([.. situation.InRange.Where(slot => slot.IsOutdated)]), set.UpdateRevision);

    private Explanation Plain(StatementCode code, params ReadOnlySpan<string> arguments) => new(Statement.Of(code, arguments), details.ToValueList());

    private Explanation About(StatementCode code, OrdinalSlot slot, params ReadOnlySpan<string> arguments)
    {
        var headline = Statement.Of(code, arguments);
        AddFault(slot);
        AddPendingClaims(slot);
        if (situation.Suspect == slot)
        {
            details.Add(Statement.Of(StatementCode.MayBeTrap, slot.PodName, slot.Revision, slot.RevisionIfMadeNow));
        }

        AddUsual(slot);
        AddAfter(slot);
        if (set is { Replicas: 0, HasRollout: true, IsRollingUpdate: true })
        {
            details.Add(Statement.Of(StatementCode.ZeroEndsRollout, set.UpdateRevision)); // completeRollingUpdate: 0 of 0 are updated and ready
        }

        if (phase == StatefulSetPhase.Degraded && set.HasRollout && slot.RevisionIfMadeNow.Length > 0)
        {
            details.Add(Statement.Of(StatementCode.ComesBackOn, slot.PodName, slot.RevisionIfMadeNow));
        }

        return new(headline, details.ToValueList(), slot.PodName, slot.HasPod || slot.Fault is not null ? slot.Since : null, slot.IsTerminating ? null : situation.Usual(slot));
    }

    private void AddFault(OrdinalSlot slot)
    {
        if (slot is { Fault: not null, FaultMessage.Length: > 0 })
        {
            details.Add(slot.HasPod ? Statement.Of(StatementCode.FaultSays, slot.PodName, slot.FaultMessage) : Statement.Of(StatementCode.CreationSays, slot.FaultMessage));
        }

        if (slot is { Fault: not null, LastEnd: { } end })
        {
            details.Add(end.IsOutOfMemory
                ? Statement.Of(StatementCode.EndedOutOfMemory, slot.PodName, end.Container)
                : Statement.Of(StatementCode.Ended, slot.PodName, end.Container, end.Reason, Number(end.ExitCode)));
        }
    }

    private void AddPendingClaims(OrdinalSlot slot)
    {
        foreach (var claim in slot.Claims.Where(claim => slot.HasPod && claim.Phase == "Pending"))
        {
            details.Add(Statement.Of(StatementCode.ClaimPending, claim.Name, claim.StorageClass ?? ""));
        }
    }

    private void AddUsual(OrdinalSlot slot)
    {
        if (slot.HasPod && !slot.IsTerminating && !slot.Ready && situation.Usual(slot) is { } usual)
        {
            details.Add(Statement.Of(StatementCode.OthersTook, DurationText.Of(usual)));
        }
    }

    private void AddAfter(OrdinalSlot slot)
    {
        OrdinalSlot[] after = [.. NextSteps.After(situation, slot)];
        if (after.Length > 0 && set.IsOrdered)
        {
            details.Add(Statement.Of(StatementCode.ComeAfter, Situation.Names(after)));
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
