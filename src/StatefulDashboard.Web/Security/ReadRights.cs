using System.Collections.Immutable;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Security;

/// <summary>What a person may read of a cluster, until when. Two of them are equal when the same may be read, whenever that was asked.</summary>
/// <param name="Person">The name.</param>
/// <param name="Everywhere">Kinds that may not be listed in the whole cluster at once.</param>
/// <param name="SeesOperations">ConfigMaps may be listed in the whole cluster: operations are kept in them.</param>
/// <param name="Namespaces">Those that were asked about, where something may not be listed in the whole cluster at once.</param>
/// <param name="Fault">Why it could not be found out: then nothing may be read. Null when it was.</param>
/// <param name="Until">Then it must be asked again.</param>
public sealed record ReadRights(
    string Person, UnreadKinds Everywhere, bool SeesOperations, ImmutableSortedDictionary<string, NamespaceRights> Namespaces, string? Fault, DateTimeOffset Until)
{
    private const UnreadKinds Clusterwide = UnreadKinds.PersistentVolumes | UnreadKinds.StorageClasses | UnreadKinds.Nodes;

    private static readonly UnreadKinds Every = Enum.GetValues<UnreadKinds>().Aggregate((all, one) => all | one);

    /// <summary>All that the dashboard's account may read, for ever.</summary>
    public static readonly ReadRights All = new("", UnreadKinds.None, SeesOperations: true, ImmutableSortedDictionary<string, NamespaceRights>.Empty, null, DateTimeOffset.MaxValue);

    public bool IsAll => Fault is null && Everywhere == UnreadKinds.None && SeesOperations;

    /// <summary>Not a single set may be seen.</summary>
    public bool SeesNothing => Fault is not null || Everywhere.HasFlag(UnreadKinds.StatefulSets) && Namespaces.Values.All(rights => rights.Unread.HasFlag(UnreadKinds.StatefulSets));

    /// <summary>The namespaces in which sets may be seen; empty where that is the whole cluster.</summary>
    public IEnumerable<string> SeenNamespaces => Everywhere.HasFlag(UnreadKinds.StatefulSets)
        ? Namespaces.Where(pair => !pair.Value.Unread.HasFlag(UnreadKinds.StatefulSets)).Select(pair => pair.Key)
        : [];

    /// <summary>Kinds that may not be read in any namespace in which sets may be seen.</summary>
    public UnreadKinds UnreadWhereSetsAreSeen => Everywhere.HasFlag(UnreadKinds.StatefulSets)
        ? SeenNamespaces.Select(In).Aggregate(Every, (all, one) => all & one)
        : Everywhere & Clusterwide | Namespaces.Keys.Select(In).Aggregate(Everywhere, (all, one) => all & one);

    /// <summary>Nothing may be read, since it is not known what may be.</summary>
    public static ReadRights Unknown(string person, string why, DateTimeOffset until) =>
        new(person, Every, SeesOperations: false, ImmutableSortedDictionary<string, NamespaceRights>.Empty, why, until);

    /// <summary>The kinds that may not be read in a namespace; one that was not asked about is as the whole cluster.</summary>
    public UnreadKinds In(string namespaceName) =>
        Everywhere & Clusterwide | (Namespaces.TryGetValue(namespaceName, out var rights) ? rights.Unread : Everywhere & ~Clusterwide);

    public bool SeesSets(string namespaceName) => !In(namespaceName).HasFlag(UnreadKinds.StatefulSets);

    /// <summary>Whether operations on sets of this namespace are shown.</summary>
    public bool SeesOperationsIn(string namespaceName) =>
        SeesSets(namespaceName) && (Namespaces.TryGetValue(namespaceName, out var rights) ? rights.SeesOperations : SeesOperations);

    /// <summary>Whether the answer for this namespace is known, so that nothing needs to be asked.</summary>
    public bool Covers(string namespaceName) => IsAll || Fault is not null || (Everywhere & ~Clusterwide) == UnreadKinds.None && SeesOperations || Namespaces.ContainsKey(namespaceName);

    public bool Equals(ReadRights? other) =>
        other is not null && Person == other.Person && Everywhere == other.Everywhere && SeesOperations == other.SeesOperations && Fault == other.Fault
        && (ReferenceEquals(Namespaces, other.Namespaces) || Namespaces.SequenceEqual(other.Namespaces));

    public override int GetHashCode() => HashCode.Combine(Person, Everywhere, SeesOperations, Fault, Namespaces.Count);
}

/// <param name="Unread">Kinds with namespaces that may not be listed there.</param>
/// <param name="SeesOperations">ConfigMaps may be listed there.</param>
public readonly record struct NamespaceRights(UnreadKinds Unread, bool SeesOperations);
