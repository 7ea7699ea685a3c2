using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>Where the kinds that have namespaces are read.</summary>
/// <param name="Namespaces">Sorted; empty for the whole cluster at once.</param>
/// <param name="IsFound">The account may not read the whole cluster, and these are the namespaces that were found to be allowed.</param>
/// <param name="IsCut">There are more namespaces than were asked about.</param>
public sealed record ClusterScope(ValueList<string> Namespaces, bool IsFound = false, bool IsCut = false)
{
    public static readonly ClusterScope Whole = new([]);

    public bool IsWhole => Namespaces.Count == 0;

    public bool Covers(string namespaceName) => IsWhole || Namespaces.Contains(namespaceName);

    /// <summary>Those that the settings name; all where they name none.</summary>
    public static ClusterScope Of(IEnumerable<string> namespaces) => new(namespaces.Order(StringComparer.Ordinal).ToValueList());
}
