namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>Which object something is about.</summary>
public sealed record ObjectReference
{
    public string Kind { get; init => field = value ?? ""; } = "";

    public string Namespace { get; init => field = value ?? ""; } = "";

    public string Name { get; init => field = value ?? ""; } = "";

    public string Uid { get; init => field = value ?? ""; } = "";

    /// <summary>"spec.containers{app}"; empty for the whole object.</summary>
    public string FieldPath { get; init => field = value ?? ""; } = "";
}
