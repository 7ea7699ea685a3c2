using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>Reads the data of a ConfigMap as its keys and the host names in its values; no value is kept.</summary>
internal sealed class ConfigValuesConverter : JsonConverter<ValueList<ConfigValue>>
{
    public override bool HandleNull => true;

    public override ValueList<ConfigValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return [];
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"expected an object, found {reader.TokenType}");
        }

        var values = new List<ConfigValue>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString() ?? "";
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                values.Add(new(key, HostNames.In(reader.GetString())));
            }
            else if (!reader.TrySkip())
            {
                throw new JsonException("the data end in the middle");
            }
        }

        return values.ToValueList();
    }

    public override void Write(Utf8JsonWriter writer, ValueList<ConfigValue> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var one in value)
        {
            writer.WriteString(one.Key, "");
        }

        writer.WriteEndObject();
    }
}
