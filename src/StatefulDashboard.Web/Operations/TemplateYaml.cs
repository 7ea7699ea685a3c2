using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace StatefulDashboard.Web.Operations;

/// <summary>
/// A pod template that a person writes as YAML, as the JSON that the API server gets. Plain words get the types that kubectl gives them;
/// where kubectl and YAML 1.2 differ (yes, no, on, off), the text is refused, and so is all that could make a short text large.
/// </summary>
internal sealed partial class TemplateYaml
{
    public const int MostLetters = 20_000;
    private const int Deepest = 40;

    private readonly Parser parser;

    private TemplateYaml(string text) => parser = new(new StringReader(text));

    /// <summary>The template (metadata and spec), or what is wrong with the text and on which line (from 1; 0: with all of it).</summary>
    public static (JsonObject? Template, YamlFault? Fault) Read(string text)
    {
        if (text.Length > MostLetters)
        {
            return (null, new(0, YamlFaultKind.TooLarge, MostLetters.ToString(CultureInfo.InvariantCulture)));
        }

        var yaml = new TemplateYaml(text);
        try
        {
            return (yaml.ReadTemplate(), null);
        }
        catch (YamlFaultException fault)
        {
            return (null, fault.Fault);
        }
        catch (YamlException) when (Array.FindIndex(text.Split('\n'), line => IndentingTab().IsMatch(line)) is >= 0 and var tab)
        {
            return (null, new(tab + 1, YamlFaultKind.TabIndents, ""));
        }
        catch (YamlException fault)
        {
            return (null, new((int)Math.Max(fault.Start.Line, fault.End.Line), YamlFaultKind.NotYaml, fault.InnerException?.Message ?? fault.Message));
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            // what the parser throws for some broken texts instead of its own exception
            return (null, new((int)(yaml.parser.Current?.End.Line ?? 0), YamlFaultKind.NotYaml, fault is InvalidOperationException ? "" : fault.Message));
        }
    }

    private JsonObject ReadTemplate()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            throw Fault(null, YamlFaultKind.Empty);
        }

        parser.Consume<DocumentStart>();
        parser.Accept<ParsingEvent>(out var first);
        if (ReadNode(0) is not JsonObject template)
        {
            throw Fault(first, YamlFaultKind.NoMapping);
        }

        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
        {
            throw Fault(second, YamlFaultKind.SecondDocument);
        }

        if (template.FirstOrDefault(field => field.Key is not ("metadata" or "spec")).Key is { } other)
        {
            throw Fault(first, YamlFaultKind.NoTemplate, other);
        }

        return template["spec"] is JsonObject ? template : throw Fault(first, YamlFaultKind.NoSpec);
    }

    private JsonNode? ReadNode(int depth)
    {
        parser.Accept<ParsingEvent>(out var current);
        if (depth > Deepest)
        {
            throw Fault(current, YamlFaultKind.TooDeep, Deepest.ToString(CultureInfo.InvariantCulture));
        }

        if (current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            throw Fault(current, YamlFaultKind.Anchor);
        }

        if (current is NodeEvent { Tag: { IsEmpty: false } tag })
        {
            throw Fault(current, YamlFaultKind.Tag, tag.Value);
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return scalar.Style == ScalarStyle.Plain ? Plain(scalar) : JsonValue.Create(scalar.Value);
        }

        return current is SequenceStart ? ReadSequence(depth) : ReadMapping(depth);
    }

    private JsonArray ReadSequence(int depth)
    {
        parser.Consume<SequenceStart>();
        var items = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return items;
    }

    private JsonObject ReadMapping(int depth)
    {
        parser.Consume<MappingStart>();
        var fields = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
            {
                parser.Accept<ParsingEvent>(out var wrong);
                throw Fault(wrong, YamlFaultKind.KeyIsNoText);
            }

            if (fields.ContainsKey(key.Value))
            {
                throw Fault(key, YamlFaultKind.Twice, key.Value);
            }

            fields.Add(key.Value, ReadNode(depth + 1));
        }

        return fields;
    }

    private static JsonNode? Plain(Scalar scalar)
    {
        var text = scalar.Value;
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE":
                return true;
            case "false" or "False" or "FALSE":
                return false;
            case ".inf" or ".Inf" or ".INF" or "-.inf" or "-.Inf" or "-.INF" or ".nan" or ".NaN" or ".NAN":
                throw Fault(scalar, YamlFaultKind.NoNumber, text);
        }

        if (Ambiguous().IsMatch(text))
        {
            throw Fault(scalar, YamlFaultKind.Ambiguous, text);
        }

        // 0644, as file modes are written, is octal
        if (Octal().Match(text) is { Success: true } octal)
        {
            return octal.Groups["digits"].Length <= 20 ? Convert.ToInt64(octal.Groups["digits"].Value, 8) : throw Fault(scalar, YamlFaultKind.NoNumber, text);
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        return Number().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : JsonValue.Create(text);
    }

    private static YamlFaultException Fault(ParsingEvent? at, YamlFaultKind kind, string detail = "") => new(new((int)(at?.Start.Line ?? 0), kind, detail));

    [GeneratedRegex("^(?:y|yes|n|no|on|off)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ambiguous();

    [GeneratedRegex(@"^ *\t", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IndentingTab();

    [GeneratedRegex("^0o?(?<digits>[0-7]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Octal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    private sealed class YamlFaultException(YamlFault fault) : Exception
    {
        public YamlFault Fault { get; } = fault;
    }
}
