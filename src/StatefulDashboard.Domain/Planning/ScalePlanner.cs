using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What scaling a set to another number of replicas will do. Pure.</summary>
public static class ScalePlanner
{
    /// <summary>A set can be asked for a million replicas; this many new ordinals are listed one by one.</summary>
    public const int MostListed = 100;

    public static ActionPlan Plan(StatefulSetOverview set, ScaleIntent intent)
    {
        var refusal = Refusal(set, intent);
        var changes = refusal is null ? Changes(set, intent.Replicas) : new ScaleChanges();
        return new(
            ActionKind.Scale,
            set.Name,
            set.Uid,
            set.Generation,
            changes.Steps.ToValueList(),
            changes.Consequences.ToValueList(),
            refusal is null ? ScaleHazards.Of(set, intent.Replicas, changes) : [],
            refusal,
            [string.Create(CultureInfo.InvariantCulture, $"kubectl --namespace {ShellText.Quote(set.Name.Namespace)} scale statefulset {ShellText.Quote(set.Name.Name)} --replicas={intent.Replicas}")],
            [Request(set, intent)]);
    }

    private static Statement? Refusal(StatefulSetOverview set, ScaleIntent intent) =>
        intent.Replicas < 0 ? Statement.Of(StatementCode.RefusedNegative, Number(intent.Replicas))
        : set.Phase == StatefulSetPhase.Deleting ? Statement.Of(StatementCode.RefusedDeleting, set.Name.Name)
        : set.Phase == StatefulSetPhase.Unknown ? Statement.Of(StatementCode.RefusedUnread, string.Join(", ", set.Unread.Resources()))
        : intent.Replicas == set.Replicas ? Statement.Of(StatementCode.RefusedNothingToDo, Number(intent.Replicas))
        : null;

    private static ScaleChanges Changes(StatefulSetOverview set, int replicas)
    {
        var changes = new ScaleChanges();
        changes.Steps.Add(new(null, Statement.Of(StatementCode.StepScale, Number(set.Replicas), Number(replicas))));
        var end = set.Start + (long)replicas;
        if (replicas > set.Replicas)
        {
            Grow(set, end, changes);
        }
        else
        {
            Shrink(set, replicas, changes);
        }

        return changes;
    }

    private static void Grow(StatefulSetOverview set, long end, ScaleChanges changes)
    {
        var listed = 0L;
        for (long ordinal = (long)set.Start + set.Replicas; ordinal < end && listed < MostListed && ordinal <= int.MaxValue; ordinal++, listed++)
        {
            var slot = set.Slot((int)ordinal);
            if (slot is { HasPod: true, IsTerminating: false })
            {
                continue; // condemned and not yet taken down: it simply stays
            }

            AddClaims(set, (int)ordinal, slot, changes);
            changes.Add(ConsequenceKind.Created, (int)ordinal, "Pod", OrdinalName.OfPod(set.Name.Name, (int)ordinal), set.IsOrdered ? StatementCode.StepCreate : StatementCode.StepCreateParallel);
        }

        var more = end - set.Start - set.Replicas - listed;
        if (more > 0)
        {
            changes.Steps.Add(new(null, Statement.Of(StatementCode.StepMore, more.ToString(CultureInfo.InvariantCulture))));
        }
    }

    private static void AddClaims(StatefulSetOverview set, int ordinal, OrdinalSlot? slot, ScaleChanges changes)
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

    private static void Shrink(StatefulSetOverview set, int replicas, ScaleChanges changes)
    {
        var waits = new ScaleOrder(set, replicas).Waiting.Any();
        foreach (var slot in set.Slots.Reverse().Where(slot => slot.Ordinal >= set.Start + (long)replicas && slot.HasPod))
        {
            changes.Add(ConsequenceKind.Deleted, slot.Ordinal, "Pod", slot.PodName, set.IsOrdered ? StatementCode.StepTakeDown : StatementCode.StepTakeDownParallel);
            foreach (var claim in slot.Claims.Where(claim => claim.Exists))
            {
                Part(set, slot, claim, waits, changes);
            }
        }
    }

    /// <param name="waits">The controller looks at the pods that go only later: one that is stopping may be gone by then, its claim as it is now.</param>
    private static void Part(StatefulSetOverview set, OrdinalSlot slot, ClaimBinding claim, bool waits, ScaleChanges changes)
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

    private static PlannedRequest Request(StatefulSetOverview set, ScaleIntent intent)
    {
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = set.Uid, ["resourceVersion"] = set.ResourceVersion },
            ["spec"] = new JsonObject { ["replicas"] = intent.Replicas },
        };
        return new("PATCH", ResourceKinds.StatefulSets.ObjectPath(set.Name) + "/scale", body.ToJsonString(), "application/merge-patch+json");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
