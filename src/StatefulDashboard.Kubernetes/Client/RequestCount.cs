namespace StatefulDashboard.Kubernetes.Client;

/// <summary>How many requests of one kind ended in one way.</summary>
/// <param name="Verb">As Kubernetes calls it: get, list, watch, create, patch, delete.</param>
/// <param name="Code">The HTTP status; "none" where no answer came.</param>
public sealed record RequestCount(string Verb, string Code, long Count);
