using System.Runtime.CompilerServices;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Revisions;

/// <summary>
/// What was read of the data of revisions, which never change: a rollout alters the state of its pods many times a second, and
/// templates can be large. For one reader at a time.
/// </summary>
public sealed class RevisionMemory
{
    private readonly ConditionalWeakTable<string, ImageList> images = [];
    private (string? Left, string? Right, RevisionDiff Diff)? last;

    internal ValueList<string> Images(string data) => images.GetValue(data, text => new(RevisionTemplate.Of(text) is { } template
        ? RevisionTemplate.Images(template).Select(image => image.Container + ": " + image.Image).ToValueList()
        : [])).Images;

    internal RevisionDiff Diff(string from, string? left, string to, string? right)
    {
        if (last is not { } known || known.Diff.From != from || known.Diff.To != to || !ReferenceEquals(known.Left, left) || !ReferenceEquals(known.Right, right))
        {
            last = (left, right, RevisionDiff.Of(from, left, to, right));
        }

        return last.Value.Diff;
    }

    private sealed record ImageList(ValueList<string> Images);
}
