using System.Diagnostics;
using System.Globalization;

namespace StatefulDashboard.Benchmarks.LargeCluster;

/// <summary>The synthetic API server in a process of its own; ends with its owner.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;

    private ServerProcess(Process server, ServerAddress address) => (process, Address) = (server, address);

    public ServerAddress Address { get; }

    public static async Task<ServerProcess> StartAsync(int sets)
    {
        var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Self(), "large-cluster-server", sets.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var address = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the synthetic API server did not start");
        return new(server, new ServerAddress(address));
    }

    /// <summary>Runs one measurement in a fresh process and passes on what it prints.</summary>
    public async Task<string> MeasureAsync(string what, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Self(), "large-cluster-client", what, Address.ToString()]) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        using var client = Process.Start(start)!;
        var output = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return client.ExitCode == 0 ? output.TrimEnd() : $"{what}: FAILED with exit code {client.ExitCode}\n{output}";
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5_000))
        {
            process.Kill();
        }

        process.Dispose();
    }

    /// <summary>Under the dotnet host the program's own file comes first.</summary>
    public static string[] Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath)!.Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? [typeof(ServerProcess).Assembly.Location] : [];
}
