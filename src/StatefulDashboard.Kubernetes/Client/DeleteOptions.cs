namespace StatefulDashboard.Kubernetes.Client;

/// <summary>How an object is deleted, or a pod evicted.</summary>
/// <param name="Uid">Only if the object still is this one; otherwise a conflict. Null: whatever bears the name.</param>
/// <param name="ResourceVersion">Only if nothing has changed it since; otherwise a conflict.</param>
/// <param name="Propagation">Null: the kind's own default.</param>
/// <param name="GracePeriodSeconds">Null: the object's own. 0 removes a pod's name while its process may still run.</param>
/// <param name="DryRun">The server checks and answers, but deletes nothing.</param>
public sealed record DeleteOptions(
    string? Uid = null,
    string? ResourceVersion = null,
    PropagationPolicy? Propagation = null,
    int? GracePeriodSeconds = null,
    bool DryRun = false);
