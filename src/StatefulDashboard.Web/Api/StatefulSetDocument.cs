using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Api;

/// <summary>One set as programs get it, over JSON and over the hub alike. Adding fields is allowed; renaming one breaks scripts.</summary>
public sealed record StatefulSetDocument
{
    public required string Cluster { get; init; }

    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required string Uid { get; init; }

    /// <summary>steady, scalingUp, scalingDown, rollingOut, heldAtPartition, waitingForDeletion, degraded, stalled, blocked or deleting.</summary>
    public required string Phase { get; init; }

    public required IReadOnlyList<NoticeDocument> Notices { get; init; }

    /// <summary>The same sentences as the page shows, in the language of the request.</summary>
    public required string Explanation { get; init; }

    /// <summary>The pod that is waited for.</summary>
    public required string? WaitsFor { get; init; }

    public required DateTimeOffset? WaitsSince { get; init; }

    public required DateTimeOffset? NextChangeAt { get; init; }

    public required int Replicas { get; init; }

    public required int ReadyReplicas { get; init; }

    public required int AvailableReplicas { get; init; }

    public required int UpdatedReplicas { get; init; }

    public required int Start { get; init; }

    public required int Partition { get; init; }

    public required string Strategy { get; init; }

    public required string PodManagementPolicy { get; init; }

    public required int MinReadySeconds { get; init; }

    public required string ServiceName { get; init; }

    public required string CurrentRevision { get; init; }

    public required string UpdateRevision { get; init; }

    public required long Generation { get; init; }

    public required string ResourceVersion { get; init; }

    /// <summary>The link to the cluster is broken: this is the last known state.</summary>
    /// <summary>Resources that the account may not read ("pods"): what rests on them is unknown, not missing.</summary>
    public required IReadOnlyList<string> Unread { get; init; }

    public required bool Stale { get; init; }

    public required IReadOnlyList<OrdinalDocument> Ordinals { get; init; }
}

public sealed record NoticeDocument(string Code, string Severity, string Text);

public sealed record OrdinalDocument
{
    public required int Ordinal { get; init; }

    public required string PodName { get; init; }

    /// <summary>Empty when there is no pod.</summary>
    public required string PodUid { get; init; }

    /// <summary>replica, condemned, leftBehind or missing.</summary>
    public required string Position { get; init; }

    /// <summary>missing, pending, starting, notReady, ready, available, terminating or failed.</summary>
    public required string State { get; init; }

    public required bool Ready { get; init; }

    public required bool Available { get; init; }

    public required DateTimeOffset? Since { get; init; }

    public required string Revision { get; init; }

    /// <summary>current, update, other or none.</summary>
    public required string RevisionRole { get; init; }

    /// <summary>The revision that the controller would give this ordinal now.</summary>
    public required string RevisionIfMadeNow { get; init; }

    public required string Node { get; init; }

    public required string Zone { get; init; }

    public required string Ip { get; init; }

    public required int Restarts { get; init; }

    public required string? Fault { get; init; }

    public required string? FaultMessage { get; init; }

    /// <summary>How the container that ended last did so; null when none has, or when it ended well.</summary>
    public required ContainerEnd? LastEnd { get; init; }

    public required IReadOnlyList<ClaimDocument> Claims { get; init; }

    public required DnsDocument Dns { get; init; }
}

public sealed record ClaimDocument
{
    public required string Name { get; init; }

    public required string Template { get; init; }

    public required string Phase { get; init; }

    public required string? Requested { get; init; }

    public required string? Capacity { get; init; }

    public required string? StorageClass { get; init; }

    public required string? Volume { get; init; }

    public required string? ReclaimPolicy { get; init; }

    public required bool LeftBehind { get; init; }

    public required bool Terminating { get; init; }
}

public sealed record DnsDocument
{
    public required string Name { get; init; }

    public required string Expected { get; init; }

    public required IReadOnlyList<string> Published { get; init; }

    /// <summary>What a resolver answers; names are asked only while somebody looks at them, so this is empty where nobody does. The part "dns" asks.</summary>
    public required IReadOnlyList<string> Resolved { get; init; }

    public required PublishedVerdict PublishedVerdict { get; init; }

    public required ResolvedVerdict ResolvedVerdict { get; init; }
}
