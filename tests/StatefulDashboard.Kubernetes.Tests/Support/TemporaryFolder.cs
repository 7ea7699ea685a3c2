namespace StatefulDashboard.Kubernetes.Tests.Support;

/// <summary>A folder of files that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kubernetes-tests-");
    private int writes;

    public string this[string name] => Path.Combine(folder.FullName, name);

    /// <summary>Writes a file whose time differs from that of every state before.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        File.SetLastWriteTimeUtc(this[name], DateTime.UtcNow.AddSeconds(++writes));
        return this[name];
    }

    /// <summary>A program: a shell script.</summary>
    public string Script(string name, string text)
    {
        var path = Write(name, "#!/bin/sh\n" + text + "\n");
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("shell scripts");
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
