using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Revisions;

/// <summary>Two templates side by side.</summary>
/// <param name="From">Name of the revision on the left.</param>
/// <param name="To">Name of the revision on the right.</param>
/// <param name="Changes">What differs, in words; empty where the templates are the same.</param>
/// <param name="MoreChanges">So many further differences are not put into words.</param>
/// <param name="Fault">Why they cannot be compared; null where they can.</param>
public sealed record RevisionDiff(string From, string To, ValueList<Statement> Changes, int MoreChanges, ValueList<DiffBlock> Blocks, Statement? Fault)
{
    private const int MostChanges = 30;

    internal static RevisionDiff Of(string from, string? fromData, string to, string? toData)
    {
        var (left, right) = (RevisionTemplate.Of(fromData ?? ""), RevisionTemplate.Of(toData ?? ""));
        if (left is null || right is null)
        {
            return new(from, to, [], 0, [], Statement.Of(StatementCode.RevisionWithoutTemplate, left is null ? from : to));
        }

        var changes = TemplateChanges.Of(left, right);
        var blocks = TextDiff.Of(RevisionTemplate.Yaml(left), RevisionTemplate.Yaml(right));
        return new(from, to, changes.Take(MostChanges).ToValueList(), Math.Max(0, changes.Count - MostChanges), blocks, null);
    }
}
