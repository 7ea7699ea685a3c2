using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Domain.Operations;

/// <summary>
/// A safe deletion, step by step: the retention policy, the owner references, the pods from the top, the snapshots, the set, the
/// chosen claims. Pure: the same record and the same cluster give the same move, so it can be stopped anywhere and go on anywhere.
/// No pod stops before it has been seen that nothing would take a claim along.
/// </summary>
public static class DeletionDriver
{
    public static OperationMove Next(Operation operation, DeletionFacts facts, DateTimeOffset now)
    {
        var set = facts.Set is { } there && there.Uid == operation.Uid ? there : null;
        if (set is not null && set.Phase == StatefulSetPhase.Unknown)
        {
            return Wait(StatementCode.WaitUnread, string.Join(", ", set.Unread.Resources()));
        }

        if (set is null || set.Phase == StatefulSetPhase.Deleting)
        {
            return AfterDeletion(operation, set, facts.Set is not null && set is null, facts, now);
        }

        // what was written last is not seen yet: nothing is decided on an older state
        if (set.Generation < operation.Generation || !set.IsObserved)
        {
            return Wait(StatementCode.WaitObserved);
        }

        return (OperationMove?)Retain(operation, set)
            ?? Unbind(operation, facts, now)
            ?? (IsOrphan(operation) ? null : Stop(operation, set, now) ?? Snapshot(operation, facts, now))
            ?? (operation.Step == StepKey.Delete
                ? new OperationMove.Send(new StepWrite.DeleteSet(IsOrphan(operation)))
                : At(operation, StepKey.Delete, now));
    }

    /// <summary>The name of the snapshot that this operation makes of a claim; the same each time it is asked for.</summary>
    public static string SnapshotName(Operation operation, string claim) => claim + "-" + operation.Id;

    private static DeletionIntent Intent(Operation operation) => (DeletionIntent)operation.Intent;

    private static bool IsOrphan(Operation operation) => Intent(operation).Pods == PodChoice.Orphan;

    private static OperationMove.Send? Retain(Operation operation, StatefulSetOverview set) =>
        operation.Deletion!.Claims.Count == 0 || set is { WhenScaled: "Retain", WhenDeleted: "Retain" } ? null
        : new OperationMove.Send(new StepWrite.RetainClaims());

    // read anew before each move until the set is deleted: a controller that was late may have put one back
    private static OperationMove? Unbind(Operation operation, DeletionFacts facts, DateTimeOffset now)
    {
        var bound = facts.Claims.FirstOrDefault(claim => claim.OwnerUids.Count > 0 && IsMeant(operation, claim));
        return bound is null ? null
            : operation.Step != StepKey.Unbind ? At(operation, StepKey.Unbind, now)
            : new OperationMove.Send(new StepWrite.UnbindClaim(bound.Name, bound.Uid, bound.OwnerUids));
    }

    // OrderedReady: the controller itself takes them down in order; under Parallel it would take all at once, so one is let go at a time
    private static OperationMove? Stop(Operation operation, StatefulSetOverview set, DateTimeOffset now)
    {
        var top = set.Slots.LastOrDefault(slot => slot.HasPod);
        var target = set.IsOrdered ? 0 : Math.Clamp((top?.Ordinal ?? set.Start) - set.Start, 0, set.Replicas);
        if (top is null && set.Replicas == 0)
        {
            return null;
        }

        var step = StepKey.Stop(top?.Ordinal ?? set.Start);
        if (operation.Step != step)
        {
            return At(operation, step, now);
        }

        if (set.Replicas > operation.Deletion!.Replicas)
        {
            return new OperationMove.Note(operation.Hold(
                Statement.Of(StatementCode.HeldReplicasChanged, Number(set.Replicas), Number(operation.Deletion.Replicas)), now));
        }

        return set.Replicas > target ? new OperationMove.Send(new StepWrite.SetReplicas(target)) : Waits(set, top!);
    }

    private static OperationMove.Wait Waits(StatefulSetOverview set, OrdinalSlot top) =>
        set.Phase is StatefulSetPhase.Stalled or StatefulSetPhase.Blocked && set.Explanation.Subject is { } subject
            ? new(Statement.Of(StatementCode.WaitStuck, top.PodName, subject), set.NextChangeAt)
            : new(Statement.Of(StatementCode.WaitGone, top.PodName), set.NextChangeAt);

    private static OperationMove? Snapshot(Operation operation, DeletionFacts facts, DateTimeOffset now)
    {
        foreach (var claim in Intent(operation).Snapshots)
        {
            var made = facts.Snapshots.FirstOrDefault(snapshot => snapshot.Claim == claim);
            if (made is { IsReady: true })
            {
                continue;
            }

            if (operation.Step != StepKey.Snapshot(claim))
            {
                return At(operation, StepKey.Snapshot(claim), now);
            }

            if (made is not null)
            {
                return made.Error is { } error
                    ? new OperationMove.Note(operation.Hold(Statement.Of(StatementCode.HeldSnapshot, claim, error), now))
                    : Wait(StatementCode.WaitSnapshot, SnapshotName(operation, claim));
            }

            return facts.Claims.Any(there => there.Name == claim && IsMeant(operation, there))
                ? new OperationMove.Send(new StepWrite.CreateSnapshot(claim, SnapshotName(operation, claim), Intent(operation).SnapshotClass))
                : new OperationMove.Note(operation.Hold(Statement.Of(StatementCode.HeldClaimGone, claim), now));
        }

        return null;
    }

    /// <param name="isMadeAgain">There is another set of this name: its pods find the claims that are left.</param>
    private static OperationMove AfterDeletion(Operation operation, StatefulSetOverview? set, bool isMadeAgain, DeletionFacts facts, DateTimeOffset now)
    {
        if (!WasReached(operation))
        {
            return new OperationMove.Note(operation.End(OperationState.Failed, Statement.Of(StatementCode.OperationSetGone, operation.Name.Name), now));
        }

        if (set is not null)
        {
            return Wait(StatementCode.WaitSetGone, set.Name.Name);
        }

        foreach (var name in Intent(operation).Deletions)
        {
            if (facts.Claims.FirstOrDefault(claim => claim.Name == name && IsMeant(operation, claim)) is not { } claim)
            {
                continue;
            }

            if (isMadeAgain)
            {
                return new OperationMove.Note(operation.Hold(Statement.Of(StatementCode.HeldMadeAgain, operation.Name.Name, name), now));
            }

            if (!claim.IsTerminating && Intent(operation).Snapshots.Contains(name) && !facts.Snapshots.Any(snapshot => snapshot.Claim == name && snapshot.IsReady))
            {
                return new OperationMove.Note(operation.Hold(Statement.Of(StatementCode.HeldSnapshotGone, name), now));
            }

            return operation.Step != StepKey.DeleteClaim(name) ? At(operation, StepKey.DeleteClaim(name), now)
                : claim.IsTerminating ? Wait(StatementCode.WaitClaimGone, name)
                : new OperationMove.Send(new StepWrite.DeleteClaim(name, claim.Uid));
        }

        return new OperationMove.Note(operation.End(OperationState.Done, Statement.Of(StatementCode.DeletionDone, operation.Name.Name, Number(facts.Claims.Count)), now));
    }

    // the set was deleted by this operation, or at a moment when it would have done so next; else somebody else has, unprepared
    private static bool WasReached(Operation operation) =>
        operation.Step == StepKey.Delete || operation.Step.StartsWith(StepKey.DeleteClaim(""), StringComparison.Ordinal);

    private static bool IsMeant(Operation operation, ClaimFacts claim) =>
        operation.Deletion!.Claims.Any(planned => planned.Name == claim.Name && planned.Uid == claim.Uid);

    private static OperationMove.Note At(Operation operation, string step, DateTimeOffset now) => new(operation.AtStep(step, now));

    private static OperationMove.Wait Wait(StatementCode code, params ReadOnlySpan<string> arguments) => new(Statement.Of(code, arguments));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
