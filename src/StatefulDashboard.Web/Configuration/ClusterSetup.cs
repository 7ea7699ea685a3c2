using StatefulDashboard.DemoCluster;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Configuration;

/// <summary>Offers the clusters that the settings name, and connects to those that are to be there at start.</summary>
public static class ClusterSetup
{
    /// <summary>Whether another cluster than the demo is offered.</summary>
    public static bool OffersRealCluster(DashboardSettings settings, Kubeconfig? kubeconfig) =>
        settings.Clusters.InCluster || kubeconfig is { Contexts.Count: > 0 };

    /// <summary>Null where none is named and none lies in its usual place.</summary>
    /// <exception cref="ConfigurationFaultException">It is broken, or a file that is named is missing.</exception>
    public static Kubeconfig? LoadKubeconfig(DashboardSettings settings)
    {
        var paths = KubeconfigPaths(settings);

        // where nothing of what kubectl would read is there, nobody asked for it
        return settings.Clusters.Kubeconfig is { Length: > 0 } || paths.Split(Path.PathSeparator).Any(File.Exists) ? Kubeconfig.Load(paths) : null;
    }

    private static string KubeconfigPaths(DashboardSettings settings)
    {
        if (settings.Clusters.Kubeconfig is { } named)
        {
            return named;
        }

        return Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } list
            ? list
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");
    }

    public static void AddClusters(this ClusterDirectory directory, DashboardSettings settings, Kubeconfig? kubeconfig, DemoClusterHost? demo, ILogger logger)
    {
        List<string> connect = [];
        foreach (var context in settings.Clusters.Contexts)
        {
            if (kubeconfig is null || !kubeconfig.Contexts.Contains(context))
            {
                var known = kubeconfig is { Contexts.Count: > 0 } ? string.Join(", ", kubeconfig.Contexts) : "none";
                throw new StartUpException($"Clusters:Context names \"{context}\", but the kubeconfig has no such context. It has: {known}.");
            }
        }

        if (demo is not null)
        {
            connect.Add(directory.Add("demo", isDemo: true, () => Kubeconfig.Load(demo.KubeconfigPath).Resolve("demo")));
        }

        if (settings.Clusters.InCluster)
        {
            connect.Add(directory.Add("in-cluster", isDemo: false, () => InClusterConfiguration.Load()));
        }

        // a file that appears later is not followed: whether a sign-in is needed was settled by what is offered at start
        if (kubeconfig is { Contexts.Count: > 0 })
        {
            var contexts = new KubeconfigContexts(directory, KubeconfigPaths(settings), logger);
            connect.AddRange(contexts.Offer().Where(pair => settings.Clusters.Contexts.Contains(pair.Key)).Select(pair => pair.Value));
            directory.Listing = contexts.Refresh;
        }

        foreach (var id in connect)
        {
            directory.Keep(id);
        }
    }
}
