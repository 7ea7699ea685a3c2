using System.Diagnostics;

namespace StatefulDashboard.EndToEnd.Tests.Tools;

internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public CommandResult ShouldSucceed()
    {
        ExitCode.ShouldBe(0, Output + Error);
        return this;
    }
}

/// <summary>Runs real programs. One that is missing fails the test by its name.</summary>
internal static class Commands
{
    public static async Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments, string? input = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using var process = new Process
        {
            StartInfo = new(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Repository.Root,
            },
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string?>())
        {
            process.StartInfo.Environment[key] = value;
        }

        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"{program} is not installed; tests/run installs it", exception);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.StandardInput.WriteAsync(input ?? "");
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within two minutes", exception);
        }

        return new(process.ExitCode, await output, await error);
    }
}
