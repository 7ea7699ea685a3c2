using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>Reads of a map of annotations those that Kubernetes itself keeps about storage; the others, which may be as large as the object, are skipped.</summary>
public sealed class StorageAnnotations : JsonConverter<ValueMap>
{
    /// <summary>On a claim: the node that the scheduler chose for its first pod.</summary>
    public const string SelectedNode = "volume.kubernetes.io/selected-node";

    /// <summary>On a claim: who is asked to make its volume.</summary>
    public const string Provisioner = "volume.kubernetes.io/storage-provisioner";

    /// <summary>On a volume: who has made it. A volume that was made by hand has none.</summary>
    public const string ProvisionedBy = "pv.kubernetes.io/provisioned-by";

    /// <summary>On a class.</summary>
    public const string IsDefault = "storageclass.kubernetes.io/is-default-class";

    /// <inheritdoc cref="IsDefault"/>
    public const string IsDefaultOld = "storageclass.beta.kubernetes.io/is-default-class";

    private static readonly string[] Known = [SelectedNode, Provisioner, ProvisionedBy, IsDefault, IsDefaultOld];

    public override bool HandleNull => true;

    public override ValueMap Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return ValueMap.Empty;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"expected an object, found {reader.TokenType}");
        }

        List<KeyValuePair<string, string>> kept = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = Array.Find(Known, Names(ref reader));
            reader.Read();
            if (key is not null && reader.TokenType == JsonTokenType.String)
            {
                kept.Add(new(key, SharedStrings.Read(ref reader)));
            }
            else if (!reader.TrySkip())
            {
                throw new JsonException("the annotations end in the middle");
            }
        }

        return ValueMap.From(kept);
    }

    public override void Write(Utf8JsonWriter writer, ValueMap value, JsonSerializerOptions options) => new ValueMap.JsonText().Write(writer, value, options);

    private static Predicate<string> Names(ref Utf8JsonReader reader)
    {
        var name = reader.GetString();
        return key => string.Equals(key, name, StringComparison.Ordinal);
    }
}
