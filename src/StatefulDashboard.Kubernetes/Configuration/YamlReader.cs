using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>
/// Reads one YAML (or JSON) document as a tree with line numbers. Files of more than 1 MB, more than 64 levels, endless aliases
/// and keys that are no text are refused, so that no file can take much memory or time: an alias is never expanded, it is the
/// same node once more.
/// </summary>
internal sealed class YamlReader
{
    public const int MaximumBytes = 1024 * 1024;
    private const int MaximumDepth = 64;
    private const int MaximumAliases = 1000;

    private readonly string path;
    private readonly Parser parser;
    private readonly Dictionary<AnchorName, ConfigNode> anchors = [];
    private int aliases;

    private YamlReader(string path, string text)
    {
        this.path = path;
        parser = new Parser(new StringReader(text));
    }

    /// <summary>Null when the document is empty.</summary>
    /// <exception cref="ConfigurationFaultException">The file is no YAML that is accepted here.</exception>
    public static ConfigNode? Read(string path, byte[] content)
    {
        if (content.Length > MaximumBytes)
        {
            throw new ConfigurationFaultException($"kubeconfig {path}: larger than 1 MB");
        }

        try
        {
            return new YamlReader(path, new UTF8Encoding(false, true).GetString(content).TrimStart('\uFEFF')).ReadDocument();
        }
        catch (DecoderFallbackException fault)
        {
            throw new ConfigurationFaultException($"kubeconfig {path}: not UTF-8 text", fault);
        }
        catch (YamlException fault)
        {
            throw new ConfigurationFaultException($"kubeconfig {path}, line {fault.Start.Line}: not YAML: {OneLine(fault.Message)}", fault);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            // what the parser throws for some broken files instead of its own exception
            throw new ConfigurationFaultException($"kubeconfig {path}: not YAML: {OneLine(fault.Message)}", fault);
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private ConfigNode? ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        parser.Consume<DocumentStart>();
        var root = ReadNode(0);
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out _))
        {
            throw Fault(parser.Current!, "a second YAML document; only one is allowed");
        }

        return root;
    }

    private ConfigNode ReadNode(int depth)
    {
        parser.MoveNextIfNeeded();
        var current = parser.Current!;
        if (depth > MaximumDepth)
        {
            throw Fault(current, $"nested more than {MaximumDepth} levels deep");
        }

        ConfigNode node;
        switch (current)
        {
            case AnchorAlias alias:
                parser.MoveNext();
                if (++aliases > MaximumAliases)
                {
                    throw Fault(alias, $"more than {MaximumAliases} aliases");
                }

                return anchors.TryGetValue(alias.Value, out var known) ? known : throw Fault(alias, $"alias *{alias.Value} without its anchor");
            case Scalar scalar:
                parser.MoveNext();
                node = new ConfigScalar(scalar.Start.Line, IsNull(scalar) ? null : scalar.Value);
                break;
            case SequenceStart start:
                node = ReadSequence(start, depth);
                break;
            case MappingStart start:
                node = ReadMapping(start, depth);
                break;
            default:
                throw Fault(current, "not a value");
        }

        if (current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            anchors[anchored.Anchor] = node;
        }

        return node;
    }

    private ConfigSequence ReadSequence(SequenceStart start, int depth)
    {
        parser.MoveNext();
        var items = new List<ConfigNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new ConfigSequence(start.Start.Line, items);
    }

    private ConfigMapping ReadMapping(MappingStart start, int depth)
    {
        parser.MoveNext();
        var fields = new Dictionary<string, ConfigNode>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
            {
                throw Fault(parser.Current!, "a key that is no text");
            }

            if (!fields.TryAdd(key.Value, ReadNode(depth + 1)))
            {
                throw Fault(key, $"{key.Value} stands there twice");
            }
        }

        return new ConfigMapping(start.Start.Line, fields);
    }

    private static bool IsNull(Scalar scalar) =>
        scalar is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" };

    private ConfigurationFaultException Fault(ParsingEvent at, string what) => new($"kubeconfig {path}, line {at.Start.Line}: {what}");
}

file static class ParserExtensions
{
    /// <summary>Before the first call the parser has no current event.</summary>
    public static void MoveNextIfNeeded(this IParser parser)
    {
        if (parser.Current is null)
        {
            parser.MoveNext();
        }
    }
}
