using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>The facts about a set that phase, explanation and next steps are derived from.</summary>
internal sealed class Situation
{
    /// <summary>A wait is too long after this, or after five times what the others took if that is more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A broken revision without a visible fault is believed in after this.</summary>
    private static readonly TimeSpan TrapGrace = TimeSpan.FromSeconds(30);

    /// <summary>What may pass after a grace period until a terminating pod counts as stuck.</summary>
    private static readonly TimeSpan TerminationGrace = TimeSpan.FromSeconds(30);

    public Situation(StatefulSetOverview set, bool isDeleting, DateTimeOffset now)
    {
        Set = set;
        Now = now;
        IsDeleting = isDeleting;
        Decision = ControllerDecision.Of(set, isDeleting);
        InRange = [.. set.Slots.Where(slot => slot.InRange)];
        Missing = [.. InRange.Where(slot => slot.Position == OrdinalPosition.Missing)];
        NotAvailable = [.. InRange.Where(slot => !slot.Available || slot.IsTerminating)];
        Condemned = [.. set.Slots.Where(slot => slot.Position == OrdinalPosition.Condemned)];
        ToUpdate = set.IsRollingUpdate
            ? [.. InRange.Where(slot => slot.HasPod && slot.Ordinal >= set.FirstUpdatedOrdinal && !IsUpdated(slot)).Reverse()]
            : [];
        Suspect = set.IsOrdered && set.IsRollingUpdate && !isDeleting ? InRange.FirstOrDefault(MayBeTrap) : null;
        Trap = Suspect is not null && (Suspect.Fault is not null || now >= Suspect.Since + TrapGrace) ? Suspect : null;
    }

    public StatefulSetOverview Set { get; }

    public DateTimeOffset Now { get; }

    public bool IsDeleting { get; }

    public ControllerDecision Decision { get; }

    public OrdinalSlot? Subject => Decision.Subject;

    public IReadOnlyList<OrdinalSlot> InRange { get; }

    public IReadOnlyList<OrdinalSlot> Missing { get; }

    /// <summary>In range and missing, terminating, or not Available.</summary>
    public IReadOnlyList<OrdinalSlot> NotAvailable { get; }

    public IReadOnlyList<OrdinalSlot> Condemned { get; }

    /// <summary>What the partition lets through and does not run the update revision yet, in the order of the controller: highest first.</summary>
    public IReadOnlyList<OrdinalSlot> ToUpdate { get; }

    /// <summary>The first pod that could be the trap: not Ready, on a revision that it would not be given now. It may still get Ready.</summary>
    public OrdinalSlot? Suspect { get; }

    /// <summary>The pod that blocks an OrderedReady rollout for ever; null when there is none.</summary>
    public OrdinalSlot? Trap { get; }

    public bool IsUpdated(OrdinalSlot slot) => string.Equals(slot.Revision, Set.UpdateRevision, StringComparison.Ordinal);

    /// <summary>How long the others took from creation to Ready: the median of those of the range.</summary>
    public TimeSpan? Usual(OrdinalSlot? except)
    {
        TimeSpan[] took = [.. InRange.Where(slot => slot != except && slot.Restarts == 0).Select(slot => slot.StartedIn).OfType<TimeSpan>().Order()];
        return took.Length == 0 ? null : took[took.Length / 2];
    }

    /// <summary>When the wait for this ordinal becomes too long to be called normal.</summary>
    public DateTimeOffset? OverdueAt(OrdinalSlot slot)
    {
        if (slot.IsTerminating)
        {
            return slot.TerminatesAt + TerminationGrace;
        }

        if (slot.Ready || !slot.HasPod)
        {
            return null;
        }

        var patience = Usual(slot) * 5 is { } longer && longer > Patience ? longer : Patience;
        return slot.Since + patience;
    }

    public bool IsOverdue(OrdinalSlot slot) => OverdueAt(slot) <= Now;

    public DateTimeOffset? NextChangeAt(IEnumerable<DateTimeOffset?> more)
    {
        var times = Set.Slots.Select(slot => slot.AvailableAt)
            .Concat(more)
            .Append(Subject is null ? null : OverdueAt(Subject))
            .Append(Suspect?.Since + TrapGrace);
        return times.Where(time => time > Now).Min();
    }

    // a pod that is Ready and only waits for minReadySeconds gets there by itself
    private bool MayBeTrap(OrdinalSlot slot) =>
        slot.HasPod && !slot.Ready && slot.State is not (OrdinalState.Terminating or OrdinalState.Failed) && slot.IsOutdated
        && slot.RevisionIfMadeNow.Length > 0;

    public static string Names(IReadOnlyCollection<OrdinalSlot> slots) =>
        slots.Count <= 4
            ? string.Join(", ", slots.Select(slot => slot.PodName))
            : string.Join(", ", slots.Take(2).Select(slot => slot.PodName)) + ", …, " + slots.Last().PodName;
}
