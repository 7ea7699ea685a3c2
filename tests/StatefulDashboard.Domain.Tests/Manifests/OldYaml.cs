using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace StatefulDashboard.Domain.Tests.Manifests;

/// <summary>
/// Reads YAML as the strictest of its readers would: a plain word that YAML 1.1 (https://yaml.org/type/) takes for anything but text is
/// not text. So what comes through here comes through kubectl as well.
/// </summary>
internal static partial class OldYaml
{
    public static JsonNode? Read(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        var node = Node(parser);
        parser.Consume<DocumentEnd>();
        parser.Consume<StreamEnd>();
        return node;
    }

    private static JsonNode? Node(Parser parser)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value) : JsonValue.Create(scalar.Value);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Node(parser));
            }

            return items;
        }

        parser.Consume<MappingStart>();
        var fields = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            (key.Style != ScalarStyle.Plain || Plain(key.Value)!.GetValueKind() == System.Text.Json.JsonValueKind.String).ShouldBeTrue($"the key {key.Value} is no text");
            fields.Add(key.Value, Node(parser));
        }

        return fields;
    }

    private static JsonNode? Plain(string text) =>
        Null().IsMatch(text) ? null
        : Boolean().IsMatch(text) ? JsonValue.Create(text is "true")
        : Number().IsMatch(text) ? JsonNode.Parse(Json().IsMatch(text) ? text : "\"a number that JSON does not know: " + text + "\"")
        : Special().IsMatch(text) ? JsonValue.Create("something else than text: " + text)
        : JsonValue.Create(text);

    [GeneratedRegex(@"^(~|null|Null|NULL|)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Null();

    [GeneratedRegex(@"^(y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Boolean();

    // integers in all five ways of writing them, then the three of floats
    [GeneratedRegex(@"^([-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+|[-+]?([0-9][0-9_]*)?\.?[0-9_]*([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Json();

    // dates, merge and value keys
    [GeneratedRegex(@"^([0-9]{4}-[0-9][0-9]?-[0-9][0-9]?.*|<<|=)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Special();
}
