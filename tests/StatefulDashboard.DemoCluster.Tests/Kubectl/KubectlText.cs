using System.Text.RegularExpressions;

namespace StatefulDashboard.DemoCluster.Tests.Kubectl;

/// <summary>
/// Makes two outputs of one kubectl command comparable: hides ages, times, uids, addresses, hashes, generated names and which node was chosen,
/// and the width of columns that follows from them. Hashes, generated names and nodes are numbered, so that equal ones stay equal and different ones different.
/// </summary>
internal static partial class KubectlText
{
    public static string Comparable(string text)
    {
        text = Uid().Replace(text, "<uid>");
        text = Address().Replace(text, "<address>");
        text = Time().Replace(text, "<time>");
        text = Age().Replace(text, "<age>");
        text = Numbered(Generated(), text, "<generated {0}>");
        text = Numbered(Node(), text, "<node {0}>");
        text = Zone().Replace(text, "<zone>");
        return Padding().Replace(text, "  ");
    }

    /// <summary>The first line in which two outputs differ, in words; null when they are equal.</summary>
    public static string? FirstDifference(string expected, string actual)
    {
        var (wanted, got) = (Comparable(expected).Split('\n'), Comparable(actual).Split('\n'));
        for (var i = 0; i < Math.Max(wanted.Length, got.Length); i++)
        {
            var (one, other) = (i < wanted.Length ? wanted[i] : null, i < got.Length ? got[i] : null);
            if (one != other)
            {
                return $"line {i + 1}\n  expected: {one ?? "(no such line)"}\n  actual:   {other ?? "(no such line)"}";
            }
        }

        return null;
    }

    private static string Numbered(Regex pattern, string text, string form)
    {
        List<string> seen = [];
        return pattern.Replace(text, match =>
        {
            if (!seen.Contains(match.Value))
            {
                seen.Add(match.Value);
            }

            return string.Format(System.Globalization.CultureInfo.InvariantCulture, form, seen.IndexOf(match.Value) + 1);
        });
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uid();

    [GeneratedRegex(@"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}|\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();

    // a span of time that stands alone, but no toleration ("for 300s"): that one is part of an object
    [GeneratedRegex(@"(?<=^|\s)(?<!for )(\d+[smhdy]){1,2}(?=\)?(\s|$))", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Age();

    // what apimachinery makes of a hash or by chance: its alphabet has no vowels and no look-alikes
    [GeneratedRegex(@"(?<=-)[bcdfghjklmnpqrstvwxz2456789]{5,10}(?![A-Za-z0-9-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Generated();

    [GeneratedRegex(@"\bnode-[abc]\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Node();

    [GeneratedRegex(@"(?<=topology\.kubernetes\.io/zone=)z[123]\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Zone();

    [GeneratedRegex(@"(?<=\S)  +(?=\S)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Padding();
}
