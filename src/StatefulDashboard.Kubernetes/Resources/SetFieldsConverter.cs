using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>
/// Reads a field set (metadata.managedFields[].fieldsV1, in the form of sigs.k8s.io/structured-merge-diff: "f:" and a name for each
/// field) only as far as <see cref="SetFields"/> needs it: nothing of its text is kept, and what lies deeper is skipped.
/// </summary>
internal sealed class SetFieldsConverter : JsonConverter<SetFields>
{
    public override bool HandleNull => true;

    public override SetFields Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var fields = SetFields.None;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Skip(ref reader); // another fieldsType than FieldsV1: who owns what is then not known
            return fields;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSpec = reader.ValueTextEquals("f:spec"u8);
            reader.Read();
            if (isSpec && reader.TokenType == JsonTokenType.StartObject)
            {
                fields |= Spec(ref reader);
            }
            else
            {
                Skip(ref reader);
            }
        }

        return fields;
    }

    public override void Write(Utf8JsonWriter writer, SetFields value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("f:spec");
        foreach (var (field, name) in new[] { (SetFields.Replicas, "f:replicas"), (SetFields.Template, "f:template"), (SetFields.UpdateStrategy, "f:updateStrategy") })
        {
            if (value.HasFlag(field))
            {
                writer.WriteStartObject(name);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static SetFields Spec(ref Utf8JsonReader reader)
    {
        var fields = SetFields.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            fields |= reader.ValueTextEquals("f:replicas"u8) ? SetFields.Replicas
                : reader.ValueTextEquals("f:template"u8) ? SetFields.Template
                : reader.ValueTextEquals("f:updateStrategy"u8) ? SetFields.UpdateStrategy
                : SetFields.None;
            reader.Read();
            Skip(ref reader);
        }

        return fields;
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        if (!reader.TrySkip())
        {
            throw new JsonException("a field set ends in the middle");
        }
    }
}
