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
            Shrink(set, end, changes);
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

        ClaimBinding[] there = [.. slot?.Claims.Where(claim => claim.Exists) ?? []];
        foreach (var claim in there)
        {
            changes.TakenBack.Add(claim);
            var size = SizeText.Of([claim]);
            changes.Steps.Add(new(ordinal, Statement.Of(StatementCode.StepTakeBackClaim, claim.Name, size)));
            changes.Consequences.Add(new(ConsequenceKind.TakenBack, ordinal, "PersistentVolumeClaim", claim.Name, Statement.Of(StatementCode.ClaimTakenBack, claim.Name, size)));
        }

        foreach (var template in set.ClaimTemplates.Where(template => !there.Any(claim => claim.Template == template.Name)))
        {
            var name = OrdinalName.OfClaim(template.Name, set.Name.Name, ordinal);
            changes.Steps.Add(new(ordinal, Statement.Of(StatementCode.StepCreateClaim, name)));
            var size = Quantity.ToBytes(template.Requested) is { } bytes ? SizeText.Of(bytes) : "?";
            changes.Consequences.Add(new(ConsequenceKind.Created, ordinal, "PersistentVolumeClaim", name, Statement.Of(StatementCode.ClaimCreated, name, size)));
        }
    }

    private static void Shrink(StatefulSetOverview set, long end, ScaleChanges changes)
    {
        var deletes = set.WhenScaled == "Delete";
        foreach (var slot in set.Slots.Reverse().Where(slot => slot.Ordinal >= end && slot.HasPod))
        {
            changes.Add(ConsequenceKind.Deleted, slot.Ordinal, "Pod", slot.PodName, set.IsOrdered ? StatementCode.StepTakeDown : StatementCode.StepTakeDownParallel);
            foreach (var claim in slot.Claims.Where(claim => claim.Exists))
            {
                (deletes ? changes.Deleted : changes.Kept).Add(claim);
                var text = deletes
                    ? Statement.Of(StatementCode.ClaimDeleted, claim.Name, SizeText.Of([claim]), claim.ReclaimPolicy ?? "?")
                    : Statement.Of(StatementCode.ClaimKept, claim.Name, SizeText.Of([claim]));
                changes.Consequences.Add(new(deletes ? ConsequenceKind.Deleted : ConsequenceKind.Kept, slot.Ordinal, "PersistentVolumeClaim", claim.Name, text));
            }
        }
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
