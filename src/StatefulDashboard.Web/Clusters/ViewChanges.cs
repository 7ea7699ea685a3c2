using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// Which sets the last views have changed, so that a reader who has missed some of them finds what differs without walking over all
/// sets. It never changes: each view has its own.
/// </summary>
public sealed class ViewChanges
{
    /// <summary>A second's views; who is further behind compares all.</summary>
    private const int Kept = 64;

    private readonly object origin;
    private readonly object? sets; // that this version is of
    private readonly long version;
    private readonly NamespacedName[][] lately; // the oldest first; the last one led to this version

    private ViewChanges(object origin, object? sets, long version, NamespacedName[][] lately) =>
        (this.origin, this.sets, this.version, this.lately) = (origin, sets, version, lately);

    /// <summary>Of a first view: nothing is known of any before it.</summary>
    public static ViewChanges Start() => new(new(), null, 0, []);

    /// <param name="newest">The sets of the next view.</param>
    /// <param name="changed">Those that were added, changed or removed since this view.</param>
    public ViewChanges Next(object newest, IReadOnlyCollection<NamespacedName> changed) =>
        new(origin, newest, version + 1, [.. lately.Length < Kept ? lately : lately[^(Kept - 1)..], [.. changed]]);

    /// <summary>Whether it speaks of these sets; a view with others in it was made by somebody who has told nobody what they have changed.</summary>
    public bool IsOf(object those) => ReferenceEquals(sets, those);

    /// <summary>The sets that may differ between an older view and this one; null where that is not known.</summary>
    public HashSet<NamespacedName>? Since(ViewChanges older)
    {
        var missed = version - older.version;
        if (!ReferenceEquals(origin, older.origin) || missed < 0 || missed > lately.Length)
        {
            return null;
        }

        HashSet<NamespacedName> found = [];
        for (var index = lately.Length - (int)missed; index < lately.Length; index++)
        {
            found.UnionWith(lately[index]);
        }

        return found;
    }
}
