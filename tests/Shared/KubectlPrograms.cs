namespace StatefulDashboard.Tests.Shared;

/// <summary>The kubectls that are tested: the oldest that must work, which tests/run fetches, and another on PATH where there is one.</summary>
internal static class KubectlPrograms
{
    private const string Variable = "STATEFULDASHBOARD_KUBECTL";

    /// <summary>Where tests/run has not fetched it, the one on PATH; a test that finds neither fails and says so.</summary>
    public static string Oldest { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } fetched ? fetched : "kubectl";

    public static IEnumerable<string> All { get; } = new[] { Oldest, OnPath() }.OfType<string>().Distinct(StringComparer.Ordinal);

    private static string? OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "kubectl"))
        .Any(File.Exists) ? "kubectl" : null;
}
