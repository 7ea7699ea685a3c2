using System.Globalization;
using System.Text.RegularExpressions;

namespace StatefulDashboard.Tests.Shared;

/// <summary>
/// Reads the text format of Prometheus strictly (prometheus.io/docs/instrumenting/exposition_formats): what a server would refuse,
/// or promtool complain of, is an exception.
/// </summary>
internal sealed partial class PrometheusText
{
    private readonly Dictionary<string, double> samples = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> types = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Types => types;

    public IReadOnlyDictionary<string, double> Samples => samples;

    /// <summary>By the sample as it is written: <c>name{a="1",b="2"}</c>.</summary>
    public double this[string sample] => samples.TryGetValue(sample, out var value) ? value : throw new KeyNotFoundException(sample);

    public static PrometheusText Parse(string text)
    {
        if (!text.EndsWith('\n') || text.Contains('\r', StringComparison.Ordinal))
        {
            throw new FormatException("Lines end in \\n, the last one too.");
        }

        var parsed = new PrometheusText();
        var (family, described) = ("", "");
        foreach (var line in text[..^1].Split('\n'))
        {
            if (Help().Match(line) is { Success: true } help)
            {
                described = help.Groups["name"].Value;
                if (help.Groups["help"].Value.Trim().Length == 0 || parsed.types.ContainsKey(described))
                {
                    throw new FormatException("No help, or the family came before: " + line);
                }
            }
            else if (Type().Match(line) is { Success: true } type)
            {
                family = type.Groups["name"].Value;
                parsed.AddFamily(family, type.Groups["type"].Value, described);
            }
            else
            {
                parsed.AddSample(line, family);
            }
        }

        return parsed;
    }

    private void AddFamily(string family, string type, string described)
    {
        if (family != described || !types.TryAdd(family, type))
        {
            throw new FormatException($"{family} has no HELP before its TYPE, or is there twice.");
        }

        if (type == "counter" != family.EndsWith("_total", StringComparison.Ordinal))
        {
            throw new FormatException($"{family} is a {type}: counters, and only they, end in _total.");
        }
    }

    private void AddSample(string line, string family)
    {
        var match = Sample().Match(line);
        if (!match.Success || match.Groups["name"].Value != family)
        {
            throw new FormatException($"No sample of {family}: {line}");
        }

        var labels = match.Groups["label"].Captures.Select(label => label.Value).ToArray();
        var value = match.Groups["value"].Value switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            var number => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
        if (labels.Distinct(StringComparer.Ordinal).Count() != labels.Length || (types[family] == "counter" && !(value >= 0)) || !samples.TryAdd(line[..line.LastIndexOf(' ')], value))
        {
            throw new FormatException("A label or a sample that is there twice, or a counter below zero: " + line);
        }
    }

    [GeneratedRegex("""^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<help>([^\\]|\\\\|\\n)*)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Help();

    [GeneratedRegex("""^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Type();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="([^"\\\n]|\\\\|\\"|\\n)*"(,(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="([^"\\\n]|\\\\|\\"|\\n)*")*\})? (?<value>[+-]Inf|NaN|-?[0-9.]+(E[+-]?[0-9]+)?)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sample();
}
