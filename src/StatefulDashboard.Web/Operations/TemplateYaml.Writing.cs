using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace StatefulDashboard.Web.Operations;

internal sealed partial class TemplateYaml
{
    /// <summary>The template as YAML that <see cref="Read"/> gives back as it was.</summary>
    public static string Write(JsonObject template)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(Node(template))).Save(text, assignAnchors: false);

        // the library ends a document with a line of three dots
        var written = text.ToString();
        return written.EndsWith("...\n", StringComparison.Ordinal) ? written[..^4] : written;
    }

    private static YamlNode Node(JsonNode? value) => value switch
    {
        JsonObject fields => new YamlMappingNode(fields.Select(field => KeyValuePair.Create<YamlNode, YamlNode>(Text(field.Key), Node(field.Value)))) { Style = Flow(fields.Count) ? MappingStyle.Flow : MappingStyle.Block },
        JsonArray items => new YamlSequenceNode(items.Select(Node)) { Style = Flow(items.Count) ? SequenceStyle.Flow : SequenceStyle.Block },
        null => new YamlScalarNode("null") { Style = ScalarStyle.Plain },
        _ when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>()),
        _ => new YamlScalarNode(value.ToJsonString()) { Style = ScalarStyle.Plain },
    };

    private static bool Flow(int count) => count == 0;

    // a word that would be read as anything but itself is put into quotes
    private static YamlScalarNode Text(string text) => new YamlScalarNode(text) { Style = StyleOf(text) };

    private static ScalarStyle StyleOf(string text)
    {
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            return text.Any(letter => char.IsControl(letter) && letter != '\n') || text.Split('\n').Any(line => line.StartsWith(' ') || line.EndsWith(' ')) ? ScalarStyle.DoubleQuoted : ScalarStyle.Literal;
        }

        return IsOneWord().IsMatch(text) && !Ambiguous().IsMatch(text) && Plain(new(text)) is JsonValue plain && plain.GetValueKind() == JsonValueKind.String
            ? ScalarStyle.Plain
            : ScalarStyle.DoubleQuoted;
    }

    // a colon at the end, a # behind a space and the like mean something in YAML
    [GeneratedRegex(@"^[A-Za-z0-9/_][A-Za-z0-9/_.:@+=-]*(?<!:)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsOneWord();
}
