using StatefulDashboard.DemoCluster.Tests.Support;
using StatefulDashboard.Tests.Shared;

namespace StatefulDashboard.DemoCluster.Tests.Kubectl;

/// <summary>What kubectl printed before a real Kubernetes 1.36.2 is what it prints before the demo cluster. A client each, so that both run at once.</summary>
public static class KubectlConformanceTests
{
    public class Oldest
    {
        [Fact]
        public async Task EveryRecordedCommand_OfKubectl120_AnswersTheSame()
        {
            var minor = await KubectlProcess.MinorVersionAsync(KubectlPrograms.Oldest);
            minor.ShouldNotBeNull("there is no kubectl at all; tests/run fetches Debian's");
            Assert.SkipUnless(minor == 20, $"kubectl 1.{minor} words some fields otherwise than 1.20; tests/run fetches Debian's 1.20 and names it in STATEFULDASHBOARD_KUBECTL.");
            await CompareAsync(KubectlPrograms.Oldest, "kubectl-1.20");
        }
    }

    public class Newest
    {
        private const int OldestThatPrintsTheSame = 27;

        [Fact]
        public async Task EveryRecordedCommand_OfKubectl133_AnswersTheSame()
        {
            var minor = await KubectlProcess.MinorVersionAsync("kubectl");
            Assert.SkipUnless(minor >= OldestThatPrintsTheSame, $"There is no kubectl of 1.{OldestThatPrintsTheSame} or newer on PATH.");
            await CompareAsync("kubectl", "kubectl-1.33", minor >= 33 ? answer => answer : BeforeKubectl133);
        }
    }

    // kubectl words this field of a pod's volumes itself, since 1.33 in another way; the server sends nothing of it
    private static string BeforeKubectl133(string recorded)
        => recorded.Replace("    Optional:                false\n", "    ConfigMapOptional:       <nil>\n", StringComparison.Ordinal);

    private static async Task CompareAsync(string program, string recording, Func<string, string>? asThisKubectlWordsIt = null)
    {
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions { Seed = "empty" });
        var differences = await new KubectlConformance(program, cluster, asThisKubectlWordsIt ?? (answer => answer)).RunAsync(recording);
        var commands = KubectlRecording.Load(recording).Count;
        Verdicts.Write(recording, $"{string.Join("\n\n", differences)}\n{commands - differences.Count} of {commands} commands of {recording} equal");
        differences.ShouldBeEmpty(string.Join("\n\n", differences));
    }
}
