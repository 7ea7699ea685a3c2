using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>Reads a JSON array (or null, which the API writes for an empty list) as a <see cref="ValueList{T}"/>.</summary>
public sealed class ValueListConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ValueList<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<ValueList<T>>
    {
        private JsonTypeInfo<T>? element;

        public override bool HandleNull => true;

        public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                return ValueList<T>.Empty;
            }

            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new JsonException($"expected an array, found {reader.TokenType}");
            }

            var type = element ??= (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            List<T>? items = null;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.Null)
                {
                    (items ??= []).Add(JsonSerializer.Deserialize(ref reader, type)!);
                }
            }

            return items is null ? ValueList<T>.Empty : items.ToValueList();
        }

        public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
        {
            var type = element ??= (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            writer.WriteStartArray();
            foreach (var item in value ?? ValueList<T>.Empty)
            {
                JsonSerializer.Serialize(writer, item, type);
            }

            writer.WriteEndArray();
        }
    }
}
