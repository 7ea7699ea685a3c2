using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Operations;

/// <summary>A set and its claims as they were before a deletion began: enough to make the set again.</summary>
/// <param name="Manifest">JSON of the StatefulSet, as somebody would have written it: without what an API server fills in.</param>
/// <param name="ClaimManifests">JSON of each claim, in the same way.</param>
public sealed record SetReceipt(NamespacedName Name, string Manifest, ValueList<string> ClaimManifests, DateTimeOffset At);
