using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>The metadata of a StatefulSet: also who writes it. Apart from <see cref="ObjectMeta"/>, so that pods do not carry it.</summary>
public sealed record StatefulSetMeta : ObjectMeta
{
    /// <summary>Only those of <see cref="KnownAnnotations"/>: others can be as large as the object (kubectl keeps a copy of the manifest in one).</summary>
    [JsonConverter(typeof(KnownAnnotations))]
    public ValueMap Annotations { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;

    public ValueList<ManagedFieldsEntry> ManagedFields { get; init => field = value ?? []; } = [];
}

/// <summary>The metadata of a pod template: also its annotations, as far as they mean something here.</summary>
public sealed record PodTemplateMeta : ObjectMeta
{
    [JsonConverter(typeof(KnownAnnotations))]
    public ValueMap Annotations { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;
}

/// <summary>Who wrote which fields last: one entry for each manager, operation and subresource.</summary>
public sealed record ManagedFieldsEntry
{
    public string Manager { get; init => field = value ?? ""; } = "";

    /// <summary>Apply (server-side) or Update (anything else).</summary>
    public string Operation { get; init => field = value ?? ""; } = "";

    /// <summary>"scale", "status"; empty for the object itself.</summary>
    public string Subresource { get; init => field = value ?? ""; } = "";

    public DateTimeOffset? Time { get; init; }

    [JsonPropertyName("fieldsV1")]
    [JsonConverter(typeof(SetFieldsConverter))]
    public SetFields Fields { get; init; }
}
