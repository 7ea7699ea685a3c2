using System.Globalization;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>The steps of a deletion, and what becomes of each pod and claim.</summary>
internal sealed class DeletionChanges
{
    private readonly StatefulSetOverview set;
    private readonly DeletionIntent intent;
    private readonly List<PlanStep> steps = [];
    private readonly List<Consequence> consequences = [];

    public DeletionChanges(StatefulSetOverview set, DeletionIntent intent)
    {
        (this.set, this.intent) = (set, intent);
        Claims = [.. set.Slots.SelectMany(slot => slot.Claims.Where(claim => claim.Exists).Select(claim => (slot, claim)))];
        Bound = [.. Claims.Where(pair => ClaimFate.IsOwnedBy(pair.Claim, "StatefulSet") || ClaimFate.IsOwnedBy(pair.Claim, "Pod"))];
        Pods = [.. set.Slots.Reverse().Where(slot => slot.HasPod)];
        Stopped = intent.Pods == PodChoice.Orphan ? [] : [.. set.Slots.Reverse().Where(slot => slot.HasPod || IsMadeMeanwhile(slot))];
        Retains = Claims.Count > 0 && !(set.WhenScaled == "Retain" && set.WhenDeleted == "Retain");
        AddConsequences();
        AddSteps();
    }

    /// <summary>Each claim that is there, with the ordinal that it belongs to, ascending.</summary>
    public IReadOnlyList<(OrdinalSlot Slot, ClaimBinding Claim)> Claims { get; }

    /// <summary>Those that the set or one of its pods would take along.</summary>
    public IReadOnlyList<(OrdinalSlot Slot, ClaimBinding Claim)> Bound { get; }

    /// <summary>Each pod that is there, highest ordinal first.</summary>
    public IReadOnlyList<OrdinalSlot> Pods { get; }

    /// <summary>Each ordinal that stops, highest first.</summary>
    public IReadOnlyList<OrdinalSlot> Stopped { get; }

    /// <summary>The retention policy is changed first.</summary>
    public bool Retains { get; }

    /// <summary>Claims that cannot be kept: they are being deleted already, and end with their pod.</summary>
    public List<ClaimBinding> Doomed { get; } = [];

    /// <summary>Claims that are being deleted already, and that a pod which runs on still holds.</summary>
    public List<ClaimBinding> Held { get; } = [];

    public List<ClaimBinding> Kept { get; } = [];

    public List<ClaimBinding> Deleted { get; } = [];

    public ValueList<PlanStep> Steps => steps.ToValueList();

    public ValueList<Consequence> Consequences => consequences.ToValueList();

    public bool Orphans => intent.Pods == PodChoice.Orphan;

    public IEnumerable<string> Snapshots => intent.Snapshots.Distinct(StringComparer.Ordinal);

    public IEnumerable<string> Deletions => intent.Deletions.Distinct(StringComparer.Ordinal);

    // OrderedReady is scaled to 0 at once, so nothing is made any more; Parallel is scaled down one by one, and makes what is missing below
    private bool IsMadeMeanwhile(OrdinalSlot slot) => !set.IsOrdered && slot.Position == OrdinalPosition.Missing;

    private void AddSteps()
    {
        if (Retains)
        {
            steps.Add(new(null, Statement.Of(StatementCode.StepRetain, set.WhenScaled, set.WhenDeleted), StepKey.Retain));
        }

        foreach (var (slot, claim) in Bound)
        {
            steps.Add(new(slot.Ordinal, Statement.Of(StatementCode.StepUnbind, claim.Name, claim.OwnerKinds.Replace("+", ", ", StringComparison.Ordinal)), StepKey.Unbind));
        }

        foreach (var slot in Stopped)
        {
            steps.Add(new(slot.Ordinal, Statement.Of(slot.HasPod ? StatementCode.StepStop : StatementCode.StepStopMissing, slot.PodName), StepKey.Stop(slot.Ordinal)));
        }

        foreach (var claim in Snapshots)
        {
            steps.Add(new(OrdinalOf(claim), Statement.Of(StatementCode.StepSnapshot, claim), StepKey.Snapshot(claim)));
        }

        steps.Add(new(null, Statement.Of(Orphans ? StatementCode.StepDeleteOrphan : StatementCode.StepDelete, set.Name.Name, set.Uid), StepKey.Delete));
        foreach (var claim in Deletions)
        {
            steps.Add(new(OrdinalOf(claim), Statement.Of(StatementCode.StepDeleteClaim, claim), StepKey.DeleteClaim(claim)));
        }

        steps.Add(new(null, Statement.Of(StatementCode.StepDeletionFinish, Kept.Count.ToString(CultureInfo.InvariantCulture)), StepKey.Finish));
    }

    private int? OrdinalOf(string claim) => Claims.First(pair => pair.Claim.Name == claim).Slot.Ordinal;

    private void AddConsequences()
    {
        foreach (var slot in set.Slots.Reverse())
        {
            if (slot.HasPod)
            {
                consequences.Add(Orphans
                    ? new(ConsequenceKind.Kept, slot.Ordinal, "Pod", slot.PodName, Statement.Of(StatementCode.PodOrphaned, slot.PodName))
                    : new(ConsequenceKind.Deleted, slot.Ordinal, "Pod", slot.PodName, Statement.Of(StatementCode.PodStops, slot.PodName)));
            }

            foreach (var claim in slot.Claims.Where(claim => claim.Exists))
            {
                AddClaim(slot, claim);
            }
        }
    }

    private void AddClaim(OrdinalSlot slot, ClaimBinding claim)
    {
        if (claim.IsTerminating && Orphans && slot.HasPod)
        {
            Held.Add(claim); // it is gone when its pod is, whoever keeps that
            consequences.Add(new(ConsequenceKind.Deleted, slot.Ordinal, "PersistentVolumeClaim", claim.Name, ClaimTexts.Of(ClaimTexts.Gone(claim), claim)));
            return;
        }

        var isChosen = intent.Deletions.Contains(claim.Name);
        var isDoomed = claim.IsTerminating;
        (isChosen ? Deleted : isDoomed ? Doomed : Kept).Add(claim);
        var goes = isChosen || isDoomed;
        var code = goes ? ClaimTexts.Gone(claim) : StatementCode.ClaimStays;
        consequences.Add(new(goes ? ConsequenceKind.Deleted : ConsequenceKind.Kept, slot.Ordinal, "PersistentVolumeClaim", claim.Name, ClaimTexts.Of(code, claim)));
    }
}
