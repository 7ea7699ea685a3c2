namespace StatefulDashboard.Kubernetes.Client;

/// <summary>What the server said to a deletion.</summary>
/// <param name="Uid">Of the object that was deleted; empty when the server did not say.</param>
/// <param name="IsTerminating">The object is still there, terminating (a grace period, a finalizer); false when it is gone.</param>
public sealed record Deletion(string Uid, bool IsTerminating);
