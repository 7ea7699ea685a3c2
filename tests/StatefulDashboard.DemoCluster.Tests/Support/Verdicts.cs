namespace StatefulDashboard.DemoCluster.Tests.Support;

/// <summary>What a run of the conformance tests found, a file a subject, its last line the sum; tests/run shows them.</summary>
internal static class Verdicts
{
    public static string Folder { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "verdicts")).FullName;

    public static void Write(string subject, string text) => File.WriteAllText(Path.Combine(Folder, subject + ".txt"), text.TrimEnd() + "\n");
}
