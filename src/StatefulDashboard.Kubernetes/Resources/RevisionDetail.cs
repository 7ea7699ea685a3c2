using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>apps/v1 ControllerRevision with its data.</summary>
public sealed record RevisionDetail : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public long Revision { get; init; }

    /// <summary>JSON: the patch that makes the template of this revision; empty where it has none.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string Data { get; init => field = value ?? ""; } = "";
}
