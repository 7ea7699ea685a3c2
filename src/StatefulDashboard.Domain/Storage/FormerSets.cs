using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>What is known of where a claim comes from that nobody names: a receipt of its set's deletion, its name, its labels. None of it proves that it is not needed.</summary>
internal sealed class FormerSets
{
    private readonly Dictionary<(string Namespace, string Uid), (string Set, DateTimeOffset At)> deleted = [];

    public FormerSets(StorageIndex index)
    {
        foreach (var operation in index.Snapshot.Deletions)
        {
            foreach (var claim in operation.Deletion?.Claims ?? [])
            {
                deleted[(operation.Name.Namespace, claim.Uid)] = (operation.Name.Name, operation.EndedAt ?? operation.StartedAt);
            }
        }
    }

    public IEnumerable<Statement> Of(ClaimDetail claim, ClaimStorage seen)
    {
        if (seen.Use != ClaimUse.NotSeen)
        {
            yield break;
        }

        if (deleted.TryGetValue((claim.Metadata.Namespace, claim.Metadata.Uid), out var former))
        {
            yield return Statement.Of(StatementCode.ClaimFormerDeleted, former.Set, former.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture));
        }
        else if (OrdinalName.Split(claim.Metadata.Name) is { } parts && parts.SetName.Contains('-', StringComparison.Ordinal))
        {
            yield return Statement.Of(StatementCode.ClaimFormerName, ClaimReader.Number(parts.Ordinal));
        }

        if (claim.Metadata.Labels.Count > 0)
        {
            yield return Statement.Of(StatementCode.ClaimFormerLabels, string.Join(", ", claim.Metadata.Labels.Select(label => $"{label.Key}={label.Value}")));
        }
    }
}
