using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Kubectl;

/// <summary>One recorded command: its arguments, and what followed, up to and with the exit code.</summary>
internal sealed record KubectlRecording(string File, string[] Arguments, string Answer)
{
    private const string Prompt = "$ kubectl ";

    /// <summary>All commands of a recording in the order in which they were run.</summary>
    public static IReadOnlyList<KubectlRecording> Load(string folder)
        => [.. Directory.GetFiles(Path.Combine(Recordings.Folder, folder), "*.txt").Order(StringComparer.Ordinal).Select(Read)];

    public static string Manifest(string folder) => System.IO.File.ReadAllText(Path.Combine(Recordings.Folder, folder, "manifest.yaml"));

    public string Command => string.Join(' ', Arguments);

    public bool ReadsInput => Arguments is [.., "-f", "-"];

    /// <summary>Whether the command follows a rollout as it happens, so that the cluster must not have settled before.</summary>
    public bool FollowsARollout => Arguments is ["rollout", "status", ..];

    private static KubectlRecording Read(string path)
    {
        var text = System.IO.File.ReadAllText(path);
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        text.ShouldStartWith(Prompt, Case.Sensitive, path);
        return new KubectlRecording(Path.GetFileName(path), text[Prompt.Length..end].Split(' '), text[(end + 1)..]);
    }
}
