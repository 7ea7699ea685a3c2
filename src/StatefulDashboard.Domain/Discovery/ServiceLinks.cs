using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Discovery;

/// <summary>
/// Environment variables for Services. A kubelet puts them together when it starts a container, from the Services with a ClusterIP that
/// are there then (kubernetes pkg/kubelet/kubelet_pods.go, getServiceEnvVarMap): what comes later is not in them until a restart.
/// </summary>
internal static class ServiceLinks
{
    /// <summary>Times of creation are whole seconds: within one nobody knows what came first.</summary>
    private static readonly TimeSpan Resolution = TimeSpan.FromSeconds(1);

    /// <summary>Whether a Service gives variables at all: headless and ExternalName ones have no address that could stand in them.</summary>
    public static bool Gives(Service service) => !service.IsExternalName() && service.Spec.ClusterIP.Length > 0 && !service.Spec.IsHeadless;

    public static IEnumerable<LateService> Late(DiscoveryFacts facts)
    {
        foreach (var service in facts.Services.Where(Gives))
        {
            if (service.Metadata.CreationTimestamp is not { } made)
            {
                continue;
            }

            string[] pods = [.. facts.Pods.Where(pod => pod.Spec.EnableServiceLinks != false && StartedAt(pod) is { } started && made - started >= Resolution).Select(pod => pod.Metadata.Name)];
            if (pods.Length > 0)
            {
                var (name, variable) = (service.Metadata.Name, Variable(service.Metadata.Name));
                yield return new(name, made, variable, pods.ToValueList(), Statement.Of(StatementCode.FoundLate, name, DiscoveryReader.Names(pods), variable));
            }
        }
    }

    /// <summary>When the first of the containers that run was started; where nothing tells it, when the pod was made. Null while none runs: then it is not decided.</summary>
    private static DateTimeOffset? StartedAt(PodDetail pod)
    {
        var running = pod.Status.ContainerStatuses.Where(report => report.State.Running is not null).ToArray();
        return running.Length == 0 ? null : running.Select(report => report.State.Running!.StartedAt).Min() ?? pod.Metadata.CreationTimestamp;
    }

    /// <summary>"pg-main" gives PG_MAIN_SERVICE_HOST.</summary>
    private static string Variable(string service) => service.ToUpperInvariant().Replace('-', '_') + "_SERVICE_HOST";

    private static bool IsExternalName(this Service service) => StoreReader.IsExternalName(service);
}
