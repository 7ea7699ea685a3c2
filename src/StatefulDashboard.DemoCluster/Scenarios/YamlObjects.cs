using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace StatefulDashboard.DemoCluster.Scenarios;

/// <summary>Reads manifests: YAML documents become JSON objects, plain scalars get the type that YAML 1.2 gives them.</summary>
internal static class YamlObjects
{
    private const int MaxDepth = 50;
    private const int MostNodes = 200_000;

    /// <exception cref="YamlException">The text is no YAML, or one that is too large or too deep.</exception>
    public static IEnumerable<JsonObject> Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var left = MostNodes;
        List<JsonObject> objects = [];
        foreach (var document in stream.Documents)
        {
            if (Convert(document.RootNode, MaxDepth, ref left) is JsonObject o)
            {
                objects.Add(o);
            }
        }

        return objects;
    }

    /// <summary>The JSON of a part of a document.</summary>
    /// <exception cref="YamlException">It is too large or too deep.</exception>
    public static JsonNode? FromNode(YamlNode node)
    {
        var left = MostNodes;
        return Convert(node, MaxDepth, ref left);
    }

    // aliases can make a short text endlessly large or deep, so both are limited
    private static JsonNode? Convert(YamlNode node, int depth, ref int left)
    {
        if (depth == 0 || --left < 0)
        {
            throw new YamlException(depth == 0 ? $"nested deeper than {MaxDepth} levels" : $"more than {MostNodes} values");
        }

        switch (node)
        {
            case YamlMappingNode map:
                var result = new JsonObject();
                foreach (var (key, value) in map.Children)
                {
                    result[(key as YamlScalarNode ?? throw new YamlException("a key must be a text")).Value ?? ""] = Convert(value, depth - 1, ref left);
                }

                return result;
            case YamlSequenceNode list:
                var items = new JsonArray();
                foreach (var item in list.Children)
                {
                    items.Add(Convert(item, depth - 1, ref left));
                }

                return items;
            default:
                return Scalar(node);
        }
    }

    private static JsonNode? Scalar(YamlNode node) => node switch
    {
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? ""),
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" => null,
        "true" => true,
        "false" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when text.Any(char.IsAsciiDigit) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => text,
    };
}
