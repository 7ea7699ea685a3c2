using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Clusters;

public enum ClusterState
{
    /// <summary>Reading for the first time: nothing can be shown yet.</summary>
    Syncing,
    Live,

    /// <summary>The link is broken: what is shown is the last known state.</summary>
    Stale,
}

/// <summary>How the link to a cluster is.</summary>
/// <param name="Since">When this state began; the age of what is shown while it is stale.</param>
/// <param name="Error">What is wrong, for a person; null while it is live.</param>
/// <param name="NextAttemptAt">When it is tried again.</param>
/// <param name="Watches">One for each kind; a kind that is forbidden darkens only its part.</param>
public sealed record ClusterStatus(ClusterState State, DateTimeOffset Since, string? Error, DateTimeOffset? NextAttemptAt, ValueList<WatchHealth> Watches)
{
    /// <summary>Where is read at all.</summary>
    public ClusterScope Scope { get; init; } = ClusterScope.Whole;

    public UnreadTable Unread { get; init; } = UnreadTable.None;

    /// <summary>What the person who looks may read of it.</summary>
    public ReadRights Rights { get; init; } = ReadRights.All;

    /// <summary>Whether StatefulSets of this namespace are read, and may be seen: only then is one that is not seen not there.</summary>
    public bool SeesSets(string namespaceName) =>
        Scope.Covers(namespaceName) && !Unread.In(namespaceName).HasFlag(UnreadKinds.StatefulSets) && Rights.SeesSets(namespaceName);
}
