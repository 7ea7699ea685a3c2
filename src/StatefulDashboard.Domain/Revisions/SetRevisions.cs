using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Revisions;

/// <summary>The revisions of a set, how far a rollout has come, what a restart would run, and two templates side by side.</summary>
/// <param name="Strategy">RollingUpdate or OnDelete.</param>
/// <param name="Partition">From the first ordinal of the range.</param>
/// <param name="MaxUnavailable">As it is written; null where it is not set.</param>
/// <param name="IsUnderWay">Pods are still to be updated, or are being so.</param>
/// <param name="Updated">How many of the range run the update revision.</param>
/// <param name="Items">Newest first.</param>
/// <param name="Restarts">What a restart of each ordinal would run now.</param>
/// <param name="Notes">What else is to be known.</param>
/// <param name="Diff">Null where there are no two revisions to compare.</param>
public sealed record SetRevisions(
    string Strategy,
    int Partition,
    int Start,
    int Replicas,
    string? MaxUnavailable,
    string CurrentRevision,
    string UpdateRevision,
    bool IsUnderWay,
    int Updated,
    ValueList<RevisionEntry> Items,
    ValueList<Statement> Restarts,
    ValueList<Statement> Notes,
    RevisionDiff? Diff)
{
    /// <param name="details">ControllerRevisions of the set's namespace, with their data.</param>
    /// <param name="from">Name of the revision on the left; empty: chosen by rule (the current one, else the one before the newest).</param>
    /// <param name="to">Name of the revision on the right; empty: the update revision, which is the newest one.</param>
    public static SetRevisions Of(StatefulSetOverview set, IEnumerable<RevisionDetail> details, string from, string to, RevisionMemory? memory = null)
    {
        memory ??= new();
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(details);
        var own = details.Where(detail => detail.Metadata.Controller?.Uid == set.Uid).ToDictionary(detail => detail.Metadata.Name, StringComparer.Ordinal);
        var items = Entries(set, own, memory);
        return new(
            set.Strategy, set.Partition, set.Start, set.Replicas, set.Facts.MaxUnavailable, set.CurrentRevision, set.UpdateRevision,
            set.HasRollout || set.Slots.Any(slot => slot.InRange && slot.IsOutdated),
            set.Slots.Count(slot => slot.InRange && slot.HasPod && slot.Revision == set.UpdateRevision),
            items, RestartRules.Of(set), NotesOn(set, items), Compare(set, items, own, from, to, memory));
    }

    private static ValueList<RevisionEntry> Entries(StatefulSetOverview set, Dictionary<string, RevisionDetail> own, RevisionMemory memory)
    {
        var known = set.Revisions.Select(info => (info.Name, Number: (long?)info.Number, info.CreatedAt))
            .Concat(own.Values.Select(detail => (detail.Metadata.Name, Number: (long?)detail.Revision, CreatedAt: detail.Metadata.CreationTimestamp)))
            .DistinctBy(item => item.Name, StringComparer.Ordinal);
        var unlisted = set.Slots.Where(slot => slot.Revision.Length > 0).Select(slot => (Name: slot.Revision, Number: (long?)null, CreatedAt: (DateTimeOffset?)null));
        return known.OrderByDescending(item => item.Number).Concat(unlisted).DistinctBy(item => item.Name, StringComparer.Ordinal)
            .Select(item => new RevisionEntry(
                item.Name, item.Number, item.CreatedAt,
                item.Name == set.CurrentRevision, item.Name == set.UpdateRevision,
                set.Slots.Where(slot => slot.HasPod && slot.Revision == item.Name).Select(slot => slot.Ordinal).ToValueList(),
                set.Slots.Where(slot => slot.InRange && slot.RevisionIfMadeNow == item.Name).Select(slot => slot.Ordinal).ToValueList(),
                own.TryGetValue(item.Name, out var detail) ? memory.Images(detail.Data) : []))
            .ToValueList();
    }

    private static ValueList<Statement> NotesOn(StatefulSetOverview set, ValueList<RevisionEntry> items)
    {
        var notes = items.Where(item => item.Number is null && set.IsRead(UnreadKinds.ControllerRevisions))
            .Select(item => Statement.Of(StatementCode.RevisionUnlisted, item.Name, OrdinalText.Pods(set.Name.Name, item.Runs))).ToList();
        if (items.Count(item => item.Number is not null) == 1)
        {
            notes.Add(Statement.Of(StatementCode.RevisionOnlyOne));
        }

        return notes.ToValueList();
    }

    private static RevisionDiff? Compare(StatefulSetOverview set, ValueList<RevisionEntry> items, Dictionary<string, RevisionDetail> own, string from, string to, RevisionMemory memory)
    {
        var (left, right) = Choose(set, items, from, to);
        return left is null || right is null ? null : memory.Diff(left, own.GetValueOrDefault(left)?.Data, right, own.GetValueOrDefault(right)?.Data);
    }

    // what was asked for is taken only where it is a revision of this set
    private static (string? From, string? To) Choose(StatefulSetOverview set, ValueList<RevisionEntry> items, string from, string to)
    {
        var names = items.Where(item => item.Number is not null).Select(item => item.Name).ToList();
        var right = names.Contains(to) ? to : names.Contains(set.UpdateRevision) ? set.UpdateRevision : names.FirstOrDefault();
        var left = names.Contains(from) ? from
            : set.HasRollout && names.Contains(set.CurrentRevision) && set.CurrentRevision != right ? set.CurrentRevision
            : names.SkipWhile(name => name != right).Skip(1).FirstOrDefault() ?? names.FirstOrDefault(name => name != right);
        return (left, right);
    }
}
