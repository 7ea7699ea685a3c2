namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>
/// One or more kubeconfig files, read as kubectl reads them: the first file that has an entry wins, nothing is merged inside an
/// entry, relative paths count from the file that they stand in. A broken entry harms only the contexts that use it: it is
/// reported by <see cref="Resolve"/>.
/// See https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/.
/// </summary>
public sealed class Kubeconfig
{
    private readonly string source;
    private readonly Dictionary<string, KubeconfigEntry> clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KubeconfigEntry> users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KubeconfigEntry> contexts = new(StringComparer.Ordinal);
    private readonly List<string> contextNames = [];

    private Kubeconfig(string source) => this.source = source;

    /// <summary>In the order of the files.</summary>
    public IReadOnlyList<string> Contexts => contextNames;

    /// <summary>The first file's that names one; null when none does. It may name a context that is not there.</summary>
    public string? CurrentContext { get; private set; }

    /// <summary>
    /// Reads a file, or a list of files as KUBECONFIG has it (":" between them, ";" on Windows). A single file must exist; of a list
    /// the missing ones are skipped, but one must exist.
    /// </summary>
    /// <exception cref="ConfigurationFaultException">A file cannot be read, is no YAML or no kubeconfig.</exception>
    public static Kubeconfig Load(string pathOrList)
    {
        ArgumentNullException.ThrowIfNull(pathOrList);
        var paths = pathOrList.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var config = new Kubeconfig(pathOrList);
        var found = 0;
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            if (ReadFile(path, mustExist: paths.Length == 1) is { } content)
            {
                found++;
                config.Add(FullPath(path), content);
            }
        }

        return found > 0 ? config : throw new ConfigurationFaultException(
            paths.Length == 0 ? "kubeconfig: no file is named" : $"kubeconfig {pathOrList}: none of these files exists");
    }

    /// <summary>What is needed to talk to a context's cluster; files that the entries name are read now, a tokenFile every minute.</summary>
    /// <exception cref="ConfigurationFaultException">
    /// The context, its cluster or its user is not there, is broken, or asks for something that is not supported.
    /// </exception>
    public ClusterEndpoint Resolve(string context, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!contexts.TryGetValue(context, out var entry))
        {
            var known = contextNames.Count == 0 ? "it has none" : "it has " + string.Join(", ", contextNames);
            throw new ConfigurationFaultException($"kubeconfig {source}: there is no context \"{context}\"; {known}");
        }

        var clusterName = entry.Text("cluster") ?? throw entry.Fault("cluster is missing");
        if (!clusters.TryGetValue(clusterName, out var cluster))
        {
            throw entry.Fault($"there is no cluster \"{clusterName}\"", "cluster");
        }

        KubeconfigEntry? user = null;
        if (entry.Text("user") is { } userName && !users.TryGetValue(userName, out user))
        {
            throw entry.Fault($"there is no user \"{userName}\"", "user");
        }

        return EndpointFactory.Create(entry, cluster, user, time ?? TimeProvider.System);
    }

    private static string FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (ArgumentException fault)
        {
            throw new ConfigurationFaultException($"kubeconfig {path}: not a path", fault);
        }
    }

    private static byte[]? ReadFile(string path, bool mustExist)
    {
        try
        {
            var full = FullPath(path);
            using var file = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var content = new byte[YamlReader.MaximumBytes + 1];
            var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return content[..length];
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return mustExist ? throw new ConfigurationFaultException($"kubeconfig {path}: there is no such file", fault) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ConfigurationFaultException($"kubeconfig {path} cannot be read: {fault.Message}", fault);
        }
    }

    private void Add(string file, byte[] content)
    {
        switch (YamlReader.Read(file, content))
        {
            case null or ConfigScalar { Text: null }:
                return;
            case ConfigMapping root:
                if (root.Fields.GetValueOrDefault("kind") is { } kind && kind is not ConfigScalar { Text: null or "Config" })
                {
                    throw new ConfigurationFaultException($"kubeconfig {file}, line {kind.Line}: kind is not Config");
                }

                Add(file, root, "cluster", clusters);
                Add(file, root, "user", users);
                foreach (var name in Add(file, root, "context", contexts))
                {
                    contextNames.Add(name);
                }

                CurrentContext ??= root.Fields.GetValueOrDefault("current-context") switch
                {
                    null or ConfigScalar { Text: null or "" } => null,
                    ConfigScalar name => name.Text,
                    var other => throw new ConfigurationFaultException($"kubeconfig {file}, line {other.Line}: current-context is not text"),
                };
                return;
            case var other:
                throw new ConfigurationFaultException($"kubeconfig {file}, line {other.Line}: not a kubeconfig: expected fields like clusters and contexts");
        }
    }

    /// <summary>Adds a file's entries that no earlier file has; answers their names.</summary>
    private static List<string> Add(string file, ConfigMapping root, string what, Dictionary<string, KubeconfigEntry> entries)
    {
        var (plural, added, seen) = (what + "s", new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var node = root.Fields.GetValueOrDefault(plural);
        if (node is null or ConfigScalar { Text: null })
        {
            return added;
        }

        var items = (node as ConfigSequence)?.Items ?? throw new ConfigurationFaultException($"kubeconfig {file}, line {node.Line}: {plural} is not a list");
        foreach (var item in items)
        {
            if (item is not ConfigMapping mapping || mapping.Fields.GetValueOrDefault("name") is not ConfigScalar { Text: { Length: > 0 } name })
            {
                throw new ConfigurationFaultException($"kubeconfig {file}, line {item.Line}: {what} without a name");
            }

            var fields = mapping.Fields.GetValueOrDefault(what) switch
            {
                null or ConfigScalar { Text: null } => new ConfigMapping(mapping.Line, new Dictionary<string, ConfigNode>(StringComparer.Ordinal)),
                ConfigMapping own => own,
                var other => throw new ConfigurationFaultException($"kubeconfig {file}, line {other.Line}: {what} \"{name}\": {what} is not a set of fields"),
            };
            if (!seen.Add(name))
            {
                throw new ConfigurationFaultException($"kubeconfig {file}, line {mapping.Line}: {what} \"{name}\" stands there twice");
            }

            if (entries.TryAdd(name, new KubeconfigEntry(what, name, file, mapping.Line, fields)))
            {
                added.Add(name);
            }
        }

        return added;
    }
}
