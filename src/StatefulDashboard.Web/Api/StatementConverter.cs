using System.Text.Json;
using System.Text.Json.Serialization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Web.Localization;

namespace StatefulDashboard.Web.Api;

/// <summary>A sentence as programs get it: its code, what is put into it, and its text in the language of the request.</summary>
internal sealed class StatementConverter(StatementText texts) : JsonConverter<Statement>
{
    public override Statement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("sentences are only written");

    public override void Write(Utf8JsonWriter writer, Statement value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("code", value.Code.ToString());
        writer.WriteStartArray("arguments");
        foreach (var argument in value.Arguments)
        {
            writer.WriteStringValue(argument);
        }

        writer.WriteEndArray();
        writer.WriteString("text", texts.Of(value));
        writer.WriteEndObject();
    }
}
