using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Workloads;

/// <summary>Whether a DaemonSet keeps data, and where.</summary>
internal static class DaemonSetRules
{
    /// <summary>What belongs to a node itself: who writes there configures or observes it, and keeps no data of its own.</summary>
    private static readonly string[] OfNode =
    [
        "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/opt/cni", "/proc", "/run", "/sbin", "/sys", "/tmp", "/usr",
        "/var/lib/calico", "/var/lib/cni", "/var/lib/containerd", "/var/lib/containers", "/var/lib/docker", "/var/lib/dockershim", "/var/lib/kubelet", "/var/log", "/var/run",
    ];

    public static StatefulWorkload? Of(DaemonSet daemonSet, WorkloadSources sources)
    {
        var (template, status) = (daemonSet.Spec.Template, daemonSet.Status);
        var claims = sources.ClaimsOf(template);
        var paths = PathsOf(template);
        return paths.Count == 0 && claims.Count == 0 ? null : new(
            WorkloadKind.DaemonSet,
            daemonSet.Metadata.Key,
            daemonSet.Metadata.Uid,
            daemonSet.Metadata.CreationTimestamp,
            paths.Count > 0 ? WorkloadShape.PerNode : WorkloadShape.SharedClaim,
            PhaseOf(daemonSet),
            paths.Count > 0
                ? Statement.Of(StatementCode.ShapePerNode, string.Join(", ", paths))
                : Statement.Of(StatementCode.ShapeSharedByNodes, string.Join(", ", claims.Select(claim => claim.Name))),
            [.. ClaimNotices.Missing(claims, status.DesiredNumberScheduled), .. ClaimNotices.Lost(claims), .. ClaimNotices.Shared(claims, status.DesiredNumberScheduled)],
            status.NumberReady,
            status.DesiredNumberScheduled,
            claims,
            paths,
            [],
            WorkloadSources.ImagesOf(template));
    }

    /// <summary>Directories of the node that some container may write to, and that are not the node's own.</summary>
    private static ValueList<string> PathsOf(VolumeTemplate template)
    {
        var written = template.Spec.InitContainers.Concat(template.Spec.Containers)
            .SelectMany(container => container.VolumeMounts).Where(mount => !mount.ReadOnly).Select(mount => mount.Name).ToHashSet(StringComparer.Ordinal);
        return template.Spec.Volumes
            .Where(volume => volume.HostPath is { Type: "" or "Directory" or "DirectoryOrCreate" } && written.Contains(volume.Name))
            .Select(volume => volume.HostPath!.Path.TrimEnd('/'))
            .Where(path => path.Length > 0 && !Array.Exists(OfNode, own => path == own || path.StartsWith(own + "/", StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal)
            .ToValueList();
    }

    private static StatefulSetPhase PhaseOf(DaemonSet daemonSet)
    {
        var status = daemonSet.Status;
        return daemonSet.Metadata.IsTerminating ? StatefulSetPhase.Deleting
            : status.ObservedGeneration < daemonSet.Metadata.Generation || status.UpdatedNumberScheduled < status.DesiredNumberScheduled ? StatefulSetPhase.RollingOut
            : status.NumberReady < status.DesiredNumberScheduled ? StatefulSetPhase.Degraded
            : StatefulSetPhase.Steady;
    }
}
