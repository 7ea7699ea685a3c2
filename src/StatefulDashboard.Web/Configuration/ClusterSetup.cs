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
        if (settings.Clusters.Kubeconfig is { } named)
        {
            return named.Length > 0 ? Kubeconfig.Load(named) : null;
        }

        // what kubectl would read; where nothing of it is there, nobody asked for it
        var usual = Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } list
            ? list
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");
        return usual.Split(Path.PathSeparator).Any(File.Exists) ? Kubeconfig.Load(usual) : null;
    }

    public static void AddClusters(this ClusterDirectory directory, DashboardSettings settings, Kubeconfig? kubeconfig, DemoClusterHost? demo)
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

        foreach (var context in kubeconfig?.Contexts ?? [])
        {
            var id = directory.Add(context, isDemo: false, () => kubeconfig!.Resolve(context));
            if (settings.Clusters.Contexts.Contains(context))
            {
                connect.Add(id);
            }
        }

        foreach (var id in connect)
        {
            directory.Keep(id);
        }
    }
}
