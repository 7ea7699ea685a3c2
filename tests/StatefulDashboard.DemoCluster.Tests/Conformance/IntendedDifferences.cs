using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Conformance;

/// <summary>The places of intended-differences.md; a line without a reason is a mistake.</summary>
internal static class IntendedDifferences
{
    private static readonly (string Recording, string Where)[] Lines = [.. Read()];

    /// <summary>The differences that no line lets through.</summary>
    public static IReadOnlyList<string> Unexplained(string recording, IEnumerable<string> differences)
        => [.. differences.Where(d => !Lines.Any(l => l.Recording == recording && d.StartsWith($"{recording} / {l.Where}", StringComparison.Ordinal)))];

    private static IEnumerable<(string Recording, string Where)> Read()
    {
        var path = Path.Combine(Recordings.Folder, "..", "StatefulDashboard.DemoCluster.Tests", "Conformance", "intended-differences.md");
        foreach (var line in File.ReadLines(path).Where(l => l.StartsWith('|')).Skip(2))
        {
            var cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
            cells.Length.ShouldBe(3, line);
            cells[2].Length.ShouldBeGreaterThan(10, "a reason is missing: " + line);
            yield return (cells[0].Trim('`'), cells[1].Trim('`').Trim());
        }
    }
}
