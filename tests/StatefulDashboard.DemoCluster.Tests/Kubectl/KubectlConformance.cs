using System.Diagnostics;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Kubectl;

/// <summary>Runs a recorded session of kubectl against one demo cluster and compares every answer.</summary>
internal sealed class KubectlConformance(string program, TestCluster cluster, Func<string, string> wording)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(450);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const string Home = "proto";

    /// <summary>Every command that answered otherwise than recorded, with the first line that differs.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string recording)
    {
        await cluster.PostAsync("/api/v1/namespaces", $$$"""{"metadata":{"name":"{{{Home}}}"}}""");
        var commands = KubectlRecording.Load(recording);
        List<string> differences = [];
        for (var i = 0; i < commands.Count; i++)
        {
            var command = commands[i];
            if (!command.FollowsARollout)
            {
                await SettleAsync();
            }

            // The clock stands still from a change to the moment in which kubectl follows it: however slow it starts, it misses nothing.
            if (!command.FollowsARollout)
            {
                cluster.Host.Speed = i + 1 < commands.Count && commands[i + 1].FollowsARollout ? 0 : 1;
            }

            var running = KubectlProcess.RunAsync(program, command.ReadsInput ? KubectlRecording.Manifest(recording) : "",
                [$"--kubeconfig={cluster.Host.KubeconfigPath}", "--context=demo", $"--namespace={Home}", .. command.Arguments]);
            if (command.FollowsARollout)
            {
                await UntilAsync(() => running.IsCompleted || cluster.Host.Objects.Store.WatcherCount(ResourceKinds.StatefulSets) > 0, $"kubectl {command.Command} neither watched nor ended");
                cluster.Host.Speed = 1;
            }

            var (exitCode, output, errors) = await running;
            var answer = $"{output}{(errors.Length > 0 ? "[stderr]\n" + errors : "")}[exit {exitCode}]\n";
            if (KubectlText.FirstDifference(InOrder(command, wording(command.Answer)), InOrder(command, answer)) is { } difference)
            {
                differences.Add($"{recording}/{command.File}: kubectl {command.Command}: {difference}");
            }
        }

        return differences;
    }

    // kubectl events sorts by whole seconds, and where a second ends is a matter of chance
    private static string InOrder(KubectlRecording command, string answer)
        => command.Arguments[0] != "events" ? answer : string.Join('\n', KubectlText.Comparable(answer).Split('\n') is [var head, .. var rows] ? [head, .. rows.Order(StringComparer.Ordinal)] : []);

    /// <summary>Waits until nothing has changed for longer than a pod takes to start or to stop.</summary>
    private async Task SettleAsync()
    {
        var store = cluster.Host.Objects.Store;
        var (version, since) = (store.Version, Stopwatch.StartNew());
        await UntilAsync(() =>
        {
            if (store.Version != version)
            {
                (version, since) = (store.Version, Stopwatch.StartNew());
            }

            return since.Elapsed >= Quiet;
        }, "the cluster did not settle");
    }

    private static async Task UntilAsync(Func<bool> holds, string otherwise)
    {
        for (var patience = Stopwatch.StartNew(); !holds(); await Task.Delay(5, TestCluster.Cancellation))
        {
            (patience.Elapsed < Patience).ShouldBeTrue(otherwise);
        }
    }
}
