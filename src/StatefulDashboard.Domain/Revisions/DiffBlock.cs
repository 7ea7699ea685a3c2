using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Revisions;

/// <summary>Rows that stand together.</summary>
/// <param name="IsFolded">Equal on both sides, and too far from any difference to be looked at first.</param>
/// <param name="Count">How many rows it stands for; those of a long folded block are left out.</param>
public sealed record DiffBlock(bool IsFolded, int Count, ValueList<DiffRow> Rows);
