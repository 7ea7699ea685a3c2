using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Operations;

/// <summary>
/// One request that an operation sends. Each is safe to send twice: it carries the uid (and where the plan rests on it the
/// generation) of its object, and what it wants is a state, not a change.
/// </summary>
public abstract record StepWrite
{
    private StepWrite()
    {
    }

    /// <summary>The template as the intent wants it, and the partition that holds it, in one patch.</summary>
    public sealed record StartRollout(int Partition) : StepWrite;

    public sealed record SetPartition(int Partition) : StepWrite;

    /// <summary>The template becomes that of this ControllerRevision.</summary>
    public sealed record RestoreTemplate(string Revision) : StepWrite;

    /// <summary>The retention policy becomes Retain/Retain.</summary>
    public sealed record RetainClaims : StepWrite;

    public sealed record SetReplicas(int Replicas) : StepWrite;

    /// <summary>The owner references to these uids are taken off the claim.</summary>
    public sealed record UnbindClaim(string Name, string Uid, ValueList<string> OwnerUids) : StepWrite;

    public sealed record CreateSnapshot(string Claim, string Snapshot, string? SnapshotClass) : StepWrite;

    /// <param name="OrphanPods">The pods run on; else the set stays until they are gone.</param>
    public sealed record DeleteSet(bool OrphanPods) : StepWrite;

    public sealed record DeleteClaim(string Name, string Uid) : StepWrite;
}
