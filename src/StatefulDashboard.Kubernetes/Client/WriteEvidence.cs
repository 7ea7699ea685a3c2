namespace StatefulDashboard.Kubernetes.Client;

/// <summary>What reading an object tells about a write whose answer was lost.</summary>
/// <param name="Reason">What was found, for a person.</param>
/// <param name="IsFinal">
/// Nothing can change it any more. Otherwise the write, where it was not carried out, may still be under way (it waits in a proxy
/// or in an admission webhook) and arrive later.
/// </param>
public sealed record WriteEvidence(WriteFate Fate, string Reason, bool IsFinal = true);
