using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Operations;

/// <summary>What a deletion is decided from.</summary>
/// <param name="Set">As the watch has it; null when there is none of this name and uid.</param>
/// <param name="Claims">Those of the operation that are there, as they were read for this decision; a claim that is not among them is gone.</param>
/// <param name="Snapshots">Those that the operation has made, by the claim.</param>
public sealed record DeletionFacts(StatefulSetOverview? Set, ValueList<ClaimFacts> Claims, ValueList<SnapshotFacts> Snapshots);

/// <param name="OwnerUids">Of the set and of its pods, as far as they own the claim: deleting them would take it along.</param>
public sealed record ClaimFacts(string Name, string Uid, bool IsTerminating, ValueList<string> OwnerUids);

/// <param name="Error">What the snapshot controller says went wrong; untrusted.</param>
public sealed record SnapshotFacts(string Claim, bool IsReady, string? Error);
