namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>
/// Something made from files that somebody else rotates: made anew when one of them has changed. While the new ones are broken (half
/// written, say) the last good one serves on, and <see cref="Problem"/> says what is wrong. Safe for many threads.
/// </summary>
internal sealed class ReloadedFiles<T>
    where T : class
{
    private readonly Lock gate = new();
    private readonly Func<T> load;
    private readonly string[] paths;
    private T current;
    private string stamp;

    /// <exception cref="ConfigurationFaultException">The files cannot be used now.</exception>
    public ReloadedFiles(Func<T> load, params string[] paths)
    {
        (this.load, this.paths) = (load, paths);
        stamp = Stamp();
        current = load();
    }

    public string? Problem { get; private set; }

    public T Get()
    {
        lock (gate)
        {
            var now = Stamp();
            if (string.Equals(now, stamp, StringComparison.Ordinal))
            {
                return current;
            }

            try
            {
                current = load();
                Problem = null;
            }
            catch (ConfigurationFaultException fault)
            {
                Problem = fault.Message;
            }

            stamp = now;
            return current;
        }
    }

    private string Stamp() => string.Join('|', paths.Select(path =>
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists ? file.LastWriteTimeUtc.Ticks + ":" + file.Length + ":" + file.LinkTarget : "none";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }));
}
