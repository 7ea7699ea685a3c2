using System.Text;
using System.Text.Json;

namespace StatefulDashboard.Domain.Manifests;

/// <summary>
/// JSON as YAML in the form that kubectl writes: fields in the order of their names, lists as deep as their field. Reading it gives the
/// same JSON again.
/// </summary>
public static class YamlText
{
    /// <summary>Of an object or a list; ends with a line break.</summary>
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        if (IsFilled(value) && value.ValueKind == JsonValueKind.Object)
        {
            AppendFields(text, value, 0, isInline: false);
        }
        else if (IsFilled(value))
        {
            AppendItems(text, value, 0);
        }
        else
        {
            text.Append(OnOneLine(value)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The fields in their order.</summary>
    internal static IEnumerable<JsonProperty> Fields(JsonElement value) =>
        value.EnumerateObject().OrderBy(field => field.Name, StringComparer.Ordinal);

    /// <param name="indent">Of the field's name, in spaces.</param>
    internal static void AppendField(StringBuilder text, string name, JsonElement value, int indent)
    {
        text.Append(' ', indent);
        AppendBare(text, name, value, indent);
    }

    private static void AppendBare(StringBuilder text, string name, JsonElement value, int indent)
    {
        text.Append(YamlScalar.Of(name)).Append(':');
        if (!IsFilled(value))
        {
            AppendScalar(text, value, indent);
            return;
        }

        text.Append('\n');
        if (value.ValueKind == JsonValueKind.Object)
        {
            AppendFields(text, value, indent + 2, isInline: false);
        }
        else
        {
            AppendItems(text, value, indent);
        }
    }

    /// <param name="isInline">The first one goes on with the line, behind "- ".</param>
    private static void AppendFields(StringBuilder text, JsonElement value, int indent, bool isInline)
    {
        foreach (var field in Fields(value))
        {
            text.Append(' ', isInline ? 0 : indent);
            AppendBare(text, field.Name, field.Value, indent);
            isInline = false;
        }
    }

    private static void AppendItems(StringBuilder text, JsonElement value, int indent)
    {
        foreach (var item in value.EnumerateArray())
        {
            text.Append(' ', indent).Append('-');
            if (!IsFilled(item))
            {
                AppendScalar(text, item, indent);
            }
            else if (item.ValueKind == JsonValueKind.Object)
            {
                text.Append(' ');
                AppendFields(text, item, indent + 2, isInline: true);
            }
            else
            {
                text.Append('\n');
                AppendItems(text, item, indent + 2);
            }
        }
    }

    private static void AppendScalar(StringBuilder text, JsonElement value, int indent)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { } several || !YamlScalar.IsBlock(several))
        {
            text.Append(' ').Append(OnOneLine(value)).Append('\n');
            return;
        }

        // "|" ends with one line break, "|-" with none
        var endsWithBreak = several.EndsWith('\n');
        text.Append(endsWithBreak ? " |\n" : " |-\n");
        foreach (var line in (endsWithBreak ? several[..^1] : several).Split('\n'))
        {
            text.Append(' ', line.Length == 0 ? 0 : indent + 2).Append(line).Append('\n');
        }
    }

    private static string OnOneLine(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => YamlScalar.Of(value.GetString()!),
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        JsonValueKind.Undefined => "null",
        _ => value.GetRawText(),
    };

    private static bool IsFilled(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any() || value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0;
}
