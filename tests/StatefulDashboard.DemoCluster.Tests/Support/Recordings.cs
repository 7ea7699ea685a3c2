using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.Tests.Support;

/// <summary>The recordings of a real control plane.</summary>
internal static class Recordings
{
    public static string Folder { get; } = Find();

    public static JsonNode Http(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "http", name + ".json")))!;

    public static JsonNode Scenario(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name, "scenario.json")))!;

    /// <summary>Every object that a real server wrote in the scenarios, with its kind.</summary>
    public static IEnumerable<(string Kind, JsonObject Object)> Objects() => Directory.GetFiles(Folder, "events.jsonl", SearchOption.AllDirectories)
        .SelectMany(File.ReadLines).Select(line => (JsonObject)JsonNode.Parse(line)!["object"]!).Select(o => ((string)o["kind"]!, o));

    private static string Find()
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
