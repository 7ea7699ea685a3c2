using System.Collections.Concurrent;
using System.Diagnostics;

namespace StatefulDashboard.Web.Tests.Operations;

/// <summary>The program in a process of its own, which can be killed and started again.</summary>
internal sealed class DashboardProcess(string kubeconfig) : IDisposable
{
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    /// <summary>What all of them have said.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>SIGKILL for the one that runs, and another one in its place.</summary>
    public void Restart()
    {
        Kill();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])
        [
            Path.Combine(AppContext.BaseDirectory, "StatefulDashboard.Web.dll"), "--contentRoot=" + Root(), "--urls=http://127.0.0.1:0",
            "--Clusters:Demo=false", "--Clusters:Kubeconfig=" + kubeconfig, "--Clusters:Context=demo", "--Operations:LeaseDuration=00:00:01", "--Logging:LogLevel:Default=Warning",
        ])
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public void Dispose() => Kill();

    private void Kill()
    {
        process?.Kill(entireProcessTree: true);
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "StatefulDashboard.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("StatefulDashboard.sln is nowhere above " + AppContext.BaseDirectory);
        }

        return folder.FullName;
    }
}
