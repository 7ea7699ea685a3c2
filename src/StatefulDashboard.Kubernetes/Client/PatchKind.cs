namespace StatefulDashboard.Kubernetes.Client;

/// <summary>How the API server reads a patch.</summary>
public enum PatchKind
{
    Merge,

    StrategicMerge,

    Json,

    Apply,
}
