using System.Globalization;
using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>The steps of a rollout, and what becomes of each pod and claim.</summary>
internal sealed class RolloutChanges
{
    private readonly StatefulSetOverview set;
    private readonly RolloutIntent intent;
    private readonly List<PlanStep> steps = [];
    private readonly List<Consequence> consequences = [];
    private readonly List<(int Partition, OrdinalSlot Slot)> released = [];

    public RolloutChanges(StatefulSetOverview set, RolloutIntent intent)
    {
        (this.set, this.intent) = (set, intent);
        AddStart();
        var before = RolloutPlanner.FirstPartition(set, intent);
        var partitions = RolloutPlanner.Partitions(intent);
        for (var index = 0; index < partitions.Count; index++)
        {
            AddRelease(before, partitions[index], NeedsApproval(index));
            before = partitions[index];
        }

        steps.Add(new(null, Statement.Of(StatementCode.StepRolloutFinish), StepKey.Finish));
        AddLeftBehind();
    }

    public ValueList<PlanStep> Steps => steps.ToValueList();

    public ValueList<Consequence> Consequences => consequences.ToValueList();

    /// <summary>Claims that go with the pods, whatever this rollout does otherwise.</summary>
    public List<ClaimBinding> Lost { get; } = [];

    /// <summary>Claims that somebody has deleted, and that a pod which stays still holds.</summary>
    public List<ClaimBinding> Held { get; } = [];

    /// <summary>The pods that the step to this partition replaces or makes, highest first.</summary>
    public IEnumerable<OrdinalSlot> ReleasedBy(int partition) => released.Where(pair => pair.Partition == partition).Select(pair => pair.Slot);

    private bool NeedsApproval(int index) => index > 0 && (intent.NeedsApproval || index == intent.Partitions.Count);

    private void AddStart()
    {
        var hold = RolloutPlanner.FirstPartition(set, intent);
        steps.Add(new(null, Statement.Of(intent.Change is null ? StatementCode.StepRolloutTakeOver : StatementCode.StepRolloutStart, Number(hold)), StepKey.Start));
        foreach (var slot in set.Slots.Reverse().Where(slot => slot.HasPod && !slot.InRange))
        {
            steps.Add(new(slot.Ordinal, Statement.Of(StatementCode.StepCondemnedFirst, slot.PodName), StepKey.Start));
            Add(ConsequenceKind.Deleted, slot, StatementCode.PodTakenDown);
            AddClaims(slot);
        }

        foreach (var slot in From(hold, set.Replicas))
        {
            if (RolloutPlanner.StaysOnUpdate(set, slot))
            {
                AddUpdated(slot);
            }
            else
            {
                AddReplaced(slot, StepKey.Start, StatementCode.StepUnderWay);
            }
        }
    }

    private void AddRelease(int before, int partition, bool needsApproval)
    {
        var key = StepKey.Release(partition);
        if (needsApproval)
        {
            steps.Add(new(null, Statement.Of(StatementCode.StepApproval), key));
        }

        steps.Add(new(null, Statement.Of(StatementCode.StepRelease, Number(before), Number(partition)), key));
        foreach (var slot in From(partition, before))
        {
            if (intent.Change is null && RolloutPlanner.StaysOnUpdate(set, slot))
            {
                AddUpdated(slot);
                continue;
            }

            released.Add((partition, slot));
            AddReplaced(slot, key, !slot.HasPod ? StatementCode.StepMissing : MayRunItAlready(slot) ? StatementCode.StepReplaceUnless : StatementCode.StepReplace);
        }

        steps.Add(new(
            null,
            intent.Soak > TimeSpan.Zero ? Statement.Of(StatementCode.StepGateSoak, DurationText.Of(intent.Soak)) : Statement.Of(StatementCode.StepGate),
            StepKey.Gate(partition)));
    }

    /// <summary>The ordinals in range at these positions, highest first: the order in which the controller updates.</summary>
    private IEnumerable<OrdinalSlot> From(int lowest, int end) =>
        set.Slots.Reverse().Where(slot => slot.InRange && RolloutPlanner.Position(set, slot) >= lowest && RolloutPlanner.Position(set, slot) < end);

    private void AddUpdated(OrdinalSlot slot)
    {
        Add(ConsequenceKind.Kept, slot, StatementCode.PodOnRevision);
        foreach (var claim in slot.Claims.Where(claim => claim.Exists))
        {
            if (claim.IsTerminating)
            {
                Held.Add(claim);
                AddGone(slot, claim);
            }
            else
            {
                AddKept(slot, claim);
            }
        }
    }

    private void AddReplaced(OrdinalSlot slot, string key, StatementCode step)
    {
        steps.Add(new(slot.Ordinal, Statement.Of(step, slot.PodName), key));
        Add(
            slot.HasPod ? ConsequenceKind.Replaced : ConsequenceKind.Created, slot,
            !slot.HasPod ? StatementCode.PodCreated : MayRunItAlready(slot) ? StatementCode.PodReplacedUnless : StatementCode.PodReplaced);
        AddClaims(slot);
    }

    // a template that the set had before gets its revision back, and who is on it stays; what is on the present one is surely replaced
    private bool MayRunItAlready(OrdinalSlot slot) => intent.Change is not null && !RolloutPlanner.IsOnUpdate(set, slot);

    private void AddClaims(OrdinalSlot slot)
    {
        foreach (var claim in slot.Claims.Where(claim => claim.Exists))
        {
            if (!ClaimFate.GoesWithPod(set, slot, claim))
            {
                AddKept(slot, claim);
                continue;
            }

            Lost.Add(claim);
            consequences.Add(new(
                ConsequenceKind.Deleted, slot.Ordinal, "PersistentVolumeClaim", claim.Name,
                Statement.Of(StatementCode.ClaimDeleted, claim.Name, SizeText.Of([claim]), claim.ReclaimPolicy ?? "?")));
        }

        consequences.AddRange(slot.Claims.Where(claim => slot.InRange && claim.Phase == ClaimBinding.MissingPhase).Select(claim => ClaimTexts.Made(slot, claim)));
    }

    private void AddLeftBehind()
    {
        foreach (var slot in set.Slots.Reverse().Where(slot => slot is { HasPod: false, InRange: false }))
        {
            foreach (var claim in slot.Claims.Where(claim => claim.Exists))
            {
                if (claim.IsTerminating)
                {
                    AddGone(slot, claim);
                }
                else
                {
                    AddKept(slot, claim);
                }
            }
        }
    }

    private void AddGone(OrdinalSlot slot, ClaimBinding claim) => consequences.Add(new(
        ConsequenceKind.Deleted, slot.Ordinal, "PersistentVolumeClaim", claim.Name, ClaimTexts.Of(ClaimTexts.Gone(claim), claim)));

    private void AddKept(OrdinalSlot slot, ClaimBinding claim) => consequences.Add(new(
        ConsequenceKind.Kept, slot.Ordinal, "PersistentVolumeClaim", claim.Name, Statement.Of(StatementCode.ClaimKept, claim.Name, SizeText.Of([claim]))));

    private void Add(ConsequenceKind kind, OrdinalSlot slot, StatementCode code) =>
        consequences.Add(new(kind, slot.Ordinal, "Pod", OrdinalName.OfPod(set.Name.Name, slot.Ordinal), Statement.Of(code, slot.PodName)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
