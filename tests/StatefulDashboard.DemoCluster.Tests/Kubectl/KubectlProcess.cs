using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Kubectl;

/// <summary>Runs a real kubectl, unmodified, with the kubeconfig that the demo cluster wrote.</summary>
internal static class KubectlProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Runs a command to its end and fails the test when it does not come to one.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, string input, IReadOnlyList<string> arguments)
    {
        using var process = Start(program, arguments);
        await process.StandardInput.WriteAsync(input.AsMemory(), TestCluster.Cancellation);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestCluster.Cancellation);
        var errors = process.StandardError.ReadToEndAsync(TestCluster.Cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestCluster.Cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"kubectl {string.Join(' ', arguments)} did not end: {await output}{await errors}");
        }

        return (process.ExitCode, await output, await errors);
    }

    /// <summary>The minor version of a kubectl 1.x; null when there is no such program.</summary>
    public static async Task<int?> MinorVersionAsync(string program)
    {
        try
        {
            var (_, output, _) = await RunAsync(program, "", ["version", "--client", "--output=json"]);
            return int.Parse(((string)JsonNode.Parse(output)!["clientVersion"]!["gitVersion"]!).Split('.')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (InvalidOperationException missing) when (missing.InnerException is Win32Exception)
        {
            return null;
        }
    }

    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"{program} is not installed (Debian: kubernetes-client); tests/run fetches it.", missing);
        }
    }
}
