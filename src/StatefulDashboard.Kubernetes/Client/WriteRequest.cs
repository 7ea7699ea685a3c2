namespace StatefulDashboard.Kubernetes.Client;

/// <summary>One write, as it goes over the wire.</summary>
internal sealed record WriteRequest(HttpMethod Method, string Path, byte[] Body, string MediaType, bool DryRun = false, bool IsEviction = false);
