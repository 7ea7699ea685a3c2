using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>Runs a credential plugin once: without a shell, without a terminal, with nothing to read, and not for ever.</summary>
internal static class ExecProcess
{
    /// <summary>After this it is ended, with all that it has started.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int MaximumOutput = 1024 * 1024;
    private const int MaximumComplaint = 500;

    /// <summary>What it wrote.</summary>
    /// <exception cref="FormatException">It cannot be run, failed, hung, or wrote too much.</exception>
    public static async Task<string> RunAsync(ExecSettings settings, string info, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        using var process = Start(settings, info);
        var complaint = new StringBuilder();
        try
        {
            process.StandardInput.Close();
            var (output, errors) = (ReadAsync(process.StandardOutput, limit.Token), CollectAsync(process.StandardError, complaint, limit.Token));
            var text = await output;
            await errors;
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? text : throw new FormatException($"it ended with exit code {process.ExitCode}{Said(complaint)}");
        }
        catch (OperationCanceledException fault) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new FormatException($"it has not answered within {Patience.TotalSeconds:0} s and was ended (does it want a terminal, or a browser?){Said(complaint)}", fault);
        }
        finally
        {
            End(process);
        }
    }

    private static Process Start(ExecSettings settings, string info)
    {
        var start = new ProcessStartInfo(settings.Command)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        foreach (var argument in settings.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in settings.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = info;
        try
        {
            return Process.Start(start) ?? throw new FormatException("it did not start");
        }
        catch (Exception fault) when (fault is Win32Exception or IOException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"it cannot be started: {fault.Message}{(settings.InstallHint is { } hint ? "; " + OneLine(hint) : "")}", fault);
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var (text, buffer) = (new StringBuilder(), new char[4096]);
        while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var length)
        {
            text.Append(buffer, 0, length);
            if (text.Length > MaximumOutput)
            {
                throw new FormatException("it wrote more than 1 MB");
            }
        }

        return text.ToString();
    }

    // read to the end, or it would wait for us; only the last of it is kept
    private static async Task CollectAsync(StreamReader reader, StringBuilder complaint, CancellationToken cancellationToken)
    {
        var buffer = new char[1024];
        while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var length)
        {
            complaint.Append(buffer, 0, length);
            complaint.Remove(0, Math.Max(0, complaint.Length - MaximumComplaint));
        }
    }

    private static string Said(StringBuilder complaint) => complaint.Length == 0 ? "" : "; it said: " + OneLine(complaint.ToString());

    private static string OneLine(string text) =>
        string.Join(' ', new string([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // it has ended by itself
        }
    }
}
