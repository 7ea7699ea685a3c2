namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>apps/v1 ControllerRevision; its data stay on the server until somebody asks for a diff.</summary>
public sealed record ControllerRevision : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public long Revision { get; init; }
}
