using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>
/// A v1 Secret of which nothing is known but that it is there and, as far as its managedFields tell, which keys it has. It is asked
/// for as PartialObjectMetadata, so the server never sends its data; annotations (kubectl apply keeps a copy of what it sent in one)
/// are skipped unread.
/// </summary>
public sealed record SecretKeys : IKubernetesObject
{
    public SecretKeysMeta Metadata { get; init => field = value ?? new(); } = new();

    ObjectMeta IKubernetesObject.Metadata => Metadata;

    /// <summary>Sorted; empty when nobody is noted as the writer of any key: then they are not known.</summary>
    public ValueList<string> Keys => Metadata.ManagedFields.SelectMany(entry => entry.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList();
}

public sealed record SecretKeysMeta : ObjectMeta
{
    public ValueList<ManagedKeysEntry> ManagedFields { get; init => field = value ?? []; } = [];
}

/// <summary>Those keys of a Secret's data that one manager wrote.</summary>
public sealed record ManagedKeysEntry
{
    [JsonPropertyName("fieldsV1")]
    [JsonConverter(typeof(DataKeysConverter))]
    public ValueList<string> Keys { get; init => field = value ?? []; } = [];
}
