using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>Reads of a field set (sigs.k8s.io/structured-merge-diff) the names below "f:data"; a field set holds names only, no values.</summary>
internal sealed class DataKeysConverter : JsonConverter<ValueList<string>>
{
    private const string FieldPrefix = "f:";

    public override bool HandleNull => true;

    public override ValueList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var keys = new List<string>();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Skip(ref reader); // another fieldsType than FieldsV1: which keys there are is then not known
            return [];
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isData = reader.ValueTextEquals("f:data"u8);
            reader.Read();
            if (isData && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadNames(ref reader, keys);
            }
            else
            {
                Skip(ref reader);
            }
        }

        return keys.ToValueList();
    }

    public override void Write(Utf8JsonWriter writer, ValueList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("f:data");
        foreach (var key in value)
        {
            writer.WriteStartObject(FieldPrefix + key);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // "." stands for the map itself
    private static void ReadNames(ref Utf8JsonReader reader, List<string> keys)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString() ?? "";
            if (name.StartsWith(FieldPrefix, StringComparison.Ordinal))
            {
                keys.Add(name[FieldPrefix.Length..]);
            }

            reader.Read();
            Skip(ref reader);
        }
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        if (!reader.TrySkip())
        {
            throw new JsonException("a field set ends in the middle");
        }
    }
}
