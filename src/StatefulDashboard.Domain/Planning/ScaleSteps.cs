using System.Globalization;
using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>
/// What is made and taken down until the set is as it is wanted: first what the range lacks, from below, then what is outside of it, from
/// above. What a former scale has not done yet is part of it: it happens as well, and its claims are to be named.
/// </summary>
internal sealed class ScaleSteps
{
    private readonly StatefulSetOverview set;
    private readonly ScaleOrder order;
    private readonly ScaleChanges changes = new();

    private ScaleSteps(StatefulSetOverview set, int replicas) => (this.set, order) = (set, new(set, replicas));

    public static ScaleChanges Of(StatefulSetOverview set, int replicas)
    {
        var steps = new ScaleSteps(set, replicas);
        steps.changes.Steps.Add(new(null, Statement.Of(StatementCode.StepScale, Number(set.Replicas), Number(replicas))));
        steps.Make(set.Start + (long)replicas);
        steps.TakeDown();
        return steps.changes;
    }

    private void Make(long end)
    {
        var slots = set.Slots.ToDictionary(slot => slot.Ordinal);
        var (listed, ordinal) = (0, (long)set.Start);
        for (; ordinal < end && listed < ScalePlanner.MostListed && ordinal <= int.MaxValue; ordinal++)
        {
            var slot = slots.GetValueOrDefault((int)ordinal);
            if (slot is { HasPod: true } && (slot.InRange || !slot.IsTerminating))
            {
                continue; // one that was to go and has not begun to simply stays
            }

            AddClaims((int)ordinal, slot);
            changes.Add(ConsequenceKind.Created, (int)ordinal, "Pod", OrdinalName.OfPod(set.Name.Name, (int)ordinal), set.IsOrdered ? StatementCode.StepCreate : StatementCode.StepCreateParallel);
            listed++;
        }

        var more = end - ordinal - set.Slots.Count(slot => slot.HasPod && slot.Ordinal >= ordinal && slot.Ordinal < end);
        if (more > 0)
        {
            changes.Steps.Add(new(null, Statement.Of(StatementCode.StepMore, more.ToString(CultureInfo.InvariantCulture))));
        }
    }

    private void AddClaims(int ordinal, OrdinalSlot? slot)
    {
        if (!set.IsRead(UnreadKinds.PersistentVolumeClaims))
        {
            return; // made, or taken back with its old data: the hazards say that nobody knows
        }

        // a claim that goes (by itself, or with the pod that is still stopping) is made again with nothing in it
        ClaimBinding[] all = [.. slot?.Claims.Where(claim => claim.Exists) ?? []];
        ClaimBinding[] there = [.. all.Where(claim => !claim.IsTerminating && !claim.GoesWithPod)];
        // under Parallel the controller takes the claim of a pod that is still stopping away from it, if it comes in time
        ClaimBinding[] open = [.. all.Where(claim => claim is { IsTerminating: false, GoesWithPod: true } && !set.IsOrdered)];
        changes.Open.AddRange(open.Select(claim => (claim, slot!.PodName)));
        changes.MadeAnew.AddRange(all.Except(there).Except(open));
        foreach (var claim in there)
        {
            changes.TakenBack.Add(claim);
            var size = SizeText.Of([claim]);
            changes.Steps.Add(new(ordinal, Statement.Of(StatementCode.StepTakeBackClaim, claim.Name, size)));
            changes.Consequences.Add(new(ConsequenceKind.TakenBack, ordinal, "PersistentVolumeClaim", claim.Name, Statement.Of(StatementCode.ClaimTakenBack, claim.Name, size)));
        }

        foreach (var template in set.ClaimTemplates.Where(template => !there.Concat(open).Any(claim => claim.Template == template.Name)))
        {
            var name = OrdinalName.OfClaim(template.Name, set.Name.Name, ordinal);
            changes.Steps.Add(new(ordinal, Statement.Of(StatementCode.StepCreateClaim, name)));
            var size = Quantity.ToBytes(template.Requested) is { } bytes ? SizeText.Of(bytes) : "?";
            changes.Consequences.Add(new(ConsequenceKind.Created, ordinal, "PersistentVolumeClaim", name, Statement.Of(StatementCode.ClaimCreated, name, size)));
        }
    }

    private void TakeDown()
    {
        var waits = order.Waiting.Any();
        foreach (var slot in set.Slots.Reverse().Where(slot => slot.HasPod && !order.Stays(slot)))
        {
            changes.Add(ConsequenceKind.Deleted, slot.Ordinal, "Pod", slot.PodName, set.IsOrdered ? StatementCode.StepTakeDown : StatementCode.StepTakeDownParallel);
            foreach (var claim in slot.Claims.Where(claim => claim.Exists))
            {
                Part(slot, claim, waits);
            }
        }
    }

    /// <param name="waits">The controller looks at the pods that go only later: one that is stopping may be gone by then, its claim as it is now.</param>
    private void Part(OrdinalSlot slot, ClaimBinding claim, bool waits)
    {
        var byPolicy = set.WhenScaled == "Delete" && !claim.HasOtherController;
        if (waits && slot.IsTerminating && !claim.IsTerminating && byPolicy != claim.GoesWithPod)
        {
            changes.Open.Add((claim, slot.PodName));
            return;
        }

        var goes = claim.IsTerminating || byPolicy;
        (claim.IsTerminating ? changes.Going : goes ? changes.Deleted : changes.Kept).Add(claim);
        var size = SizeText.Of([claim]);
        changes.Consequences.Add(goes
            ? new(ConsequenceKind.Deleted, slot.Ordinal, "PersistentVolumeClaim", claim.Name, Statement.Of(StatementCode.ClaimDeleted, claim.Name, size, claim.ReclaimPolicy ?? "?"))
            : new(ConsequenceKind.Kept, slot.Ordinal, "PersistentVolumeClaim", claim.Name, Statement.Of(StatementCode.ClaimKept, claim.Name, size)));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
