using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>Kinds of which not everything may be read: what rests on them is unknown.</summary>
[Flags]
public enum UnreadStorage
{
    None = 0,
    Claims = 1,
    Volumes = 2,
    Classes = 4,
    Nodes = 8,

    /// <summary>Pods, or something that makes pods.</summary>
    Users = 16,
    Sets = 32,
    Events = 64,
    Quotas = 128,
}

/// <summary>What the API server says about storage, in one namespace or in all, taken at one moment.</summary>
/// <param name="Sets">Those that are there; of a person's own view.</param>
/// <param name="Unread">What the other parameters say of these does not count.</param>
public sealed record StorageSnapshot(IReadOnlyCollection<StatefulSetOverview> Sets, UnreadStorage Unread)
{
    public IReadOnlyList<ClaimDetail> Claims { get; init; } = [];

    public IReadOnlyList<VolumeDetail> Volumes { get; init; } = [];

    public IReadOnlyList<ClassDetail> Classes { get; init; } = [];

    public IReadOnlyList<Node> Nodes { get; init; } = [];

    public IReadOnlyList<PodMounts> Pods { get; init; } = [];

    /// <summary>What the templates of the sets say of storage.</summary>
    public IReadOnlyList<WorkloadMounts> SetMounts { get; init; } = [];

    /// <summary>What else makes pods, by kind.</summary>
    public IReadOnlyList<(string Kind, WorkloadMounts Workload)> Workloads { get; init; } = [];

    /// <summary>About claims, and what sets could not make.</summary>
    public IReadOnlyList<Event> Events { get; init; } = [];

    public IReadOnlyList<ResourceQuota> Quotas { get; init; } = [];

    /// <summary>Deletions of sets by this dashboard: they name the claims that were left.</summary>
    public IReadOnlyList<Operation> Deletions { get; init; } = [];

    public bool IsRead(UnreadStorage kind) => !Unread.HasFlag(kind);
}
