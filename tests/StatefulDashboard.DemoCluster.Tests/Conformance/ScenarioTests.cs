using System.Diagnostics;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Conformance;

/// <summary>What Kubernetes 1.36.2 did in each recorded scenario is what the demo cluster does.</summary>
public class ScenarioTests
{
    private static readonly string Output = Path.Combine(AppContext.BaseDirectory, "recorded");

    public static TheoryData<string> Scenarios => new(Directory.GetDirectories(Recordings.Folder)
        .Where(d => File.Exists(Path.Combine(d, "scenario.json"))).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Scenario_Replayed_IsWhatKubernetesDid(string name)
    {
        var expected = Recording.Load(Path.Combine(Recordings.Folder, name));
        var actual = await ScenarioReplay.PlayAsync(expected.Scenario);
        actual.Save(Path.Combine(Output, name));
        Difference.Between(name, RecordedRun.Tell(expected), RecordedRun.Tell(actual)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Scenario_PlayedTwice_IsTheSameToTheByte()
    {
        var scenario = Recording.Load(Path.Combine(Recordings.Folder, "partition-canary")).Scenario;
        var runs = new[] { await ScenarioReplay.PlayAsync(scenario), await ScenarioReplay.PlayAsync(scenario) };
        string.Join('\n', runs[1].Events.Select(e => e.ToJsonString())).ShouldBe(string.Join('\n', runs[0].Events.Select(e => e.ToJsonString())));
    }

    [Fact]
    public async Task Verdict_OfTheArbiter_IsThatAllScenariosAreEqual()
    {
        var folder = Path.Combine(Output, "verdict");
        var names = Directory.GetDirectories(Recordings.Folder).Where(d => File.Exists(Path.Combine(d, "scenario.json"))).Select(d => Path.GetFileName(d)!).ToArray();
        foreach (var name in names)
        {
            (await ScenarioReplay.PlayAsync(Recording.Load(Path.Combine(Recordings.Folder, name)).Scenario)).Save(Path.Combine(folder, name));
        }

        using var python = Process.Start(new ProcessStartInfo("python3", [Path.Combine(Recordings.Folder, "..", "tools", "compare_recordings.py"), Recordings.Folder, folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var report = await python.StandardOutput.ReadToEndAsync(TestCluster.Cancellation);
        await python.WaitForExitAsync(TestCluster.Cancellation);
        Verdicts.Write("scenarios", report);
        report.ShouldEndWith($"{names.Length} of {names.Length} scenarios equal\n");
        python.ExitCode.ShouldBe(0);
    }
}
