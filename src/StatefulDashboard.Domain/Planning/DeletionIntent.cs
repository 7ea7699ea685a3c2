using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>Somebody wants the set deleted, and says what becomes of its pods and claims.</summary>
/// <param name="Snapshots">Claims of which a snapshot is made after their pod has stopped, by name.</param>
/// <param name="Deletions">Claims that are deleted at the end, by name; every other claim stays.</param>
/// <param name="SnapshotClass">The VolumeSnapshotClass; null: the default one.</param>
public sealed record DeletionIntent(
    NamespacedName Name, PodChoice Pods, ValueList<string> Snapshots, ValueList<string> Deletions, string? SnapshotClass = null) : ActionIntent(Name)
{
    public override ActionKind Kind => ActionKind.Deletion;

    // JSON that leaves them out means none: every claim stays
    public ValueList<string> Snapshots { get; init; } = Snapshots ?? [];

    public ValueList<string> Deletions { get; init; } = Deletions ?? [];

    /// <summary>What is done when nobody says otherwise: pods stop in order, every claim stays.</summary>
    public static DeletionIntent KeepAll(NamespacedName name) => new(name, PodChoice.StopInOrder, [], []);
}

public enum PodChoice
{
    /// <summary>The highest ordinal first, each after the one before is gone.</summary>
    StopInOrder,

    /// <summary>The pods run on without a set; a new one of the same name and selector adopts them.</summary>
    Orphan,
}
