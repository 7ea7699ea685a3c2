using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>One ordinal of a set: who it is, its pod, its claims, its name.</summary>
/// <param name="PodUid">Empty when there is no pod.</param>
/// <param name="Since">When the pod came into its present state; for an ordinal with claims only, when the newest of them was made.</param>
/// <param name="StartedIn">How long its pod took from creation to Ready; null before that.</param>
/// <param name="AvailableAt">When a Ready pod becomes (or became) Available; null when it is not Ready.</param>
/// <param name="TerminatesAt">When the grace period of a terminating pod ends.</param>
/// <param name="Revision">Of the pod, "web-6865f849cd"; empty when there is no pod.</param>
/// <param name="RevisionIfMadeNow">The revision that the controller would give this ordinal now.</param>
/// <param name="Fault">Why it does not get Ready, as far as the pod says ("ImagePullBackOff"); null while nothing speaks of a fault.</param>
/// <param name="FaultMessage">The text that goes with it; untrusted.</param>
public sealed record OrdinalSlot(
    int Ordinal,
    string PodName,
    OrdinalPosition Position,
    OrdinalState State,
    bool Ready,
    bool Available,
    string PodUid,
    DateTimeOffset? Since,
    TimeSpan? StartedIn,
    DateTimeOffset? AvailableAt,
    DateTimeOffset? TerminatesAt,
    string Revision,
    RevisionRole RevisionRole,
    string RevisionIfMadeNow,
    string Node,
    string Zone,
    string Ip,
    int Restarts,
    string? Fault,
    string? FaultMessage,
    ValueList<ClaimBinding> Claims,
    PodDnsRecord Dns)
{
    /// <summary>The fault of an ordinal whose pod cannot be made: the reason that the controller gives.</summary>
    public const string NotMade = "FailedCreate";

    /// <summary>Of the container of the pod that ended last; null when none has, or when it ended well.</summary>
    public ContainerEnd? LastEnd { get; init; }

    /// <summary>Its pod has no controller: a set that selects it adopts it.</summary>
    public bool IsOrphan { get; init; }

    public bool HasPod => Position is OrdinalPosition.Replica or OrdinalPosition.Condemned;

    public bool InRange => Position is OrdinalPosition.Replica or OrdinalPosition.Missing;

    public bool IsTerminating => State == OrdinalState.Terminating;

    /// <summary>It has a pod of another revision than the controller would give it now.</summary>
    public bool IsOutdated => HasPod && !string.Equals(Revision, RevisionIfMadeNow, StringComparison.Ordinal);
}
