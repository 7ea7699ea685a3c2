using System.Globalization;
using System.Text;

namespace StatefulDashboard.Web.Metrics;

/// <summary>Writes the text format of Prometheus (exposition format 0.0.4). A family is written once, with all its samples.</summary>
public sealed class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();
    private readonly HashSet<string> families = new(StringComparer.Ordinal);
    private readonly HashSet<string> samples = new(StringComparer.Ordinal);
    private string family = "";

    public void Counter(string name, string help) => Begin(name, "counter", help);

    public void Gauge(string name, string help) => Begin(name, "gauge", help);

    /// <summary>A sample of the family that was begun last.</summary>
    /// <exception cref="InvalidOperationException">There is one with these labels already: a server that reads it would refuse everything.</exception>
    public void Sample(double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var line = new StringBuilder(family);
        for (var index = 0; index < labels.Length; index++)
        {
            line.Append(index == 0 ? '{' : ',').Append(labels[index].Name).Append("=\"").Append(Escape(labels[index].Value)).Append('"');
        }

        if (labels.Length > 0)
        {
            line.Append('}');
        }

        if (!samples.Add(line.ToString()))
        {
            throw new InvalidOperationException($"The sample {line} is written twice.");
        }

        text.Append(line).Append(' ').Append(Number(value)).Append('\n');
    }

    public override string ToString() => text.ToString();

    private void Begin(string name, string type, string help)
    {
        if (!families.Add(name))
        {
            throw new InvalidOperationException($"The metric {name} is written twice.");
        }

        family = name;
        text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
