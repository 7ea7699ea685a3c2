using StatefulDashboard.Kubernetes.Configuration;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// Offers the contexts of a kubeconfig, and follows it: contexts that were added or removed are offered or not when the clusters are
/// listed next, and an entry counts as it stands in the file when its cluster is connected to. Nothing polls: who lists, looks at the
/// files' times first.
/// </summary>
internal sealed partial class KubeconfigContexts(ClusterDirectory directory, string paths, ILogger logger)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal); // by context
    private string seen = "";

    /// <returns>The ids of the clusters, by context.</returns>
    /// <exception cref="ConfigurationFaultException">It is broken.</exception>
    public IReadOnlyDictionary<string, string> Offer()
    {
        lock (gate)
        {
            seen = Stamp();
            Take(Kubeconfig.Load(paths).Contexts);
            return new Dictionary<string, string>(ids);
        }
    }

    /// <summary>Looks whether the files have changed. A file that is broken now (it may be half written) leaves the list as it is, and is told once.</summary>
    public void Refresh()
    {
        lock (gate)
        {
            var stamp = Stamp();
            if (string.Equals(stamp, seen, StringComparison.Ordinal))
            {
                return;
            }

            seen = stamp;
            try
            {
                Take(Kubeconfig.Load(paths).Contexts);
            }
            catch (ConfigurationFaultException fault)
            {
                LogBroken(fault.Message);
            }
        }
    }

    private void Take(IReadOnlyList<string> contexts)
    {
        foreach (var context in ids.Keys.Except(contexts, StringComparer.Ordinal).ToArray())
        {
            ids.Remove(context, out var id);
            _ = directory.RemoveAsync(id!); // no longer listed at once; the directory sees its end through
        }

        foreach (var context in contexts.Where(context => !ids.ContainsKey(context)))
        {
            ids[context] = directory.Add(context, isDemo: false, () => Kubeconfig.Load(paths).Resolve(context));
        }
    }

    private string Stamp() => string.Join('|', paths.Split(Path.PathSeparator).Select(path =>
    {
        var file = new FileInfo(path);
        return file.Exists ? file.LastWriteTimeUtc.Ticks + ":" + file.Length : "-";
    }));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The kubeconfig has changed and cannot be read now; the clusters of before are still offered: {Why}")]
    private partial void LogBroken(string why);
}
