using System.Reflection;

namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>The scenarios that can be played: those that come with the dashboard, and a person's own.</summary>
/// <param name="Scenarios">In the order of their files' names, one's own last.</param>
/// <param name="Faults">What is wrong with files that could not be read, with file and line.</param>
public sealed record LabCatalog(IReadOnlyList<LabScenario> Scenarios, IReadOnlyList<string> Faults)
{
    private const string Prefix = "lab/";

    /// <summary>Reads the embedded scenarios and those of a folder; a file that cannot be read is left out and told.</summary>
    /// <param name="folder">Where a person's own scenarios are (*.yaml); null for none.</param>
    public static LabCatalog Load(string? folder)
    {
        List<LabScenario> scenarios = [];
        List<string> faults = [];
        foreach (var (name, read) in Embedded().Concat(Own(folder, faults)))
        {
            try
            {
                var scenario = LabFile.Read(name, read());
                if (scenarios.Any(s => s.Id == scenario.Id))
                {
                    throw new FormatException($"{name}: there is already a scenario \"{scenario.Id}\", which is what the file is called without its number; name the file otherwise");
                }

                scenarios.Add(scenario);
            }
            catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
            {
                faults.Add(fault.Message);
            }
        }

        return new LabCatalog(scenarios, faults);
    }

    private static IEnumerable<(string Name, Func<string> Read)> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => (name[Prefix.Length..], (Func<string>)(() =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        })));
    }

    private static IEnumerable<(string Name, Func<string> Read)> Own(string? folder, List<string> faults)
    {
        if (string.IsNullOrEmpty(folder))
        {
            return [];
        }

        if (!Directory.Exists(folder))
        {
            faults.Add($"DemoCluster:Scenarios names the folder {folder}, which is not there.");
            return [];
        }

        try
        {
            return [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), (Func<string>)(() => File.ReadAllText(path))))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add($"DemoCluster:Scenarios names the folder {folder}, which cannot be read: {fault.Message}");
            return [];
        }
    }
}
