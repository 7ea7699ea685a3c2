using System.Text.Json;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>What a real control plane did in one scenario: its watch events in order, and the moments at which the scenario waited.</summary>
internal sealed record Recording(string Name, string Namespace, IReadOnlyList<RecordedEvent> Events, IReadOnlyList<RecordedWait> Waits, DateTimeOffset Zero)
{
    public static string Folder { get; } = FindFolder();

    public static IEnumerable<string> Names => Directory.GetDirectories(Folder).Where(folder => File.Exists(Path.Combine(folder, "events.jsonl"))).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    public static Recording Load(string name)
    {
        var folder = Path.Combine(Folder, name);
        using var scenario = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "scenario.json")));
        RecordedWait[] waits = [.. scenario.RootElement.GetProperty("steps").EnumerateArray()
            .Where(step => step.TryGetProperty("wait", out _))
            .Select(step => new RecordedWait(step.GetProperty("t").GetInt64(), step.GetProperty("wait").GetString()!))];
        RecordedEvent[] events = [.. File.ReadLines(Path.Combine(folder, "events.jsonl")).Select(RecordedEvent.Parse)];
        return new(name, scenario.RootElement.GetProperty("namespace").GetString()!, events, waits, ZeroOf(events));
    }

    /// <summary>The moment of an event, never before anything that the objects speak of.</summary>
    public DateTimeOffset At(long milliseconds) => Zero.AddMilliseconds(milliseconds);

    // timestamps in objects are cut to whole seconds: the latest start that all creations allow is the closest
    private static DateTimeOffset ZeroOf(IEnumerable<RecordedEvent> events) => events
        .Where(item => item.Type == "ADDED")
        .Max(item => item.Object.GetProperty("metadata").GetProperty("creationTimestamp").GetDateTimeOffset().AddMilliseconds(-item.Milliseconds));

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "recordings");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("tests/recordings was not found above " + AppContext.BaseDirectory);
    }
}

internal sealed record RecordedWait(long Milliseconds, string Text);

internal sealed record RecordedEvent(long Milliseconds, string Resource, string Type, JsonElement Object)
{
    public static RecordedEvent Parse(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        return new(json.GetProperty("t").GetInt64(), json.GetProperty("resource").GetString()!, json.GetProperty("type").GetString()!, json.GetProperty("object"));
    }
}
